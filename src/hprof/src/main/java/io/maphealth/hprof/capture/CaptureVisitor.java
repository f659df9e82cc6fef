package io.maphealth.hprof.capture;

import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.record.ClassDump;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;

/// The first look at all objects: keeps what the plan asks for. For one thread.
final class CaptureVisitor implements HeapVisitor {
    private final ClassIndex<CapturePlan.Planned> plan;
    private final ClassTable classes;
    private final Window window;
    final CaptureLog log;
    final GapSamples gaps = new GapSamples();
    boolean lateClasses;
    long objects;
    private final int[] samples;
    private long lastArray;
    private int lastLength;

    CaptureVisitor(ClassIndex<CapturePlan.Planned> plan, ClassTable classes, CaptureLog log) {
        this.plan = plan;
        this.classes = classes;
        this.window = log.window();
        this.samples = new int[plan.size()];
        this.log = log;
    }

    @Override
    public void classDump(ClassDump dump) {
        lateClasses |= classes.find(dump.id()).isEmpty();
    }

    @Override
    public void instance(long id, long classId, int at, int length) {
        objects++;
        measureLastArray(id);
        CapturePlan.Planned planned = plan.get(classId);
        if (planned == null || length < planned.bytes()) {
            return;
        }
        planned.capture().take(log, id, at);
        if (samples[planned.number()] < GapSamples.ENOUGH) {
            samples[planned.number()]++;
            gaps.instance(planned.type(), window.idOfObjectAt(at + length) - id);
        }
    }

    @Override
    public boolean array(long id, long classId, int length) {
        objects++;
        measureLastArray(id);
        lastArray = id;
        lastLength = length;
        return false;
    }

    /// An array ends where the next object starts; primitive arrays between them only add noise.
    private void measureLastArray(long nextId) {
        if (lastLength > 0) {
            gaps.array(lastLength, nextId - lastArray);
            lastLength = 0;
        }
    }
}
