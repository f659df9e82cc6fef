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
    private final int[] samples;
    private long array;
    private int arrayLength;

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
    public long[] classes() {
        return plan.ids();
    }

    @Override
    public void instance(int type, int at, int length) {
        CapturePlan.Planned planned = plan.at(type);
        if (length < planned.bytes()) {
            return;
        }
        planned.capture().take(log, at);
        if (samples[planned.number()] < GapSamples.ENOUGH) {
            samples[planned.number()]++;
            gaps.instance(planned.type(), window.idOfObjectAt(at + length) - window.idOfInstance(at));
        }
    }

    @Override
    public boolean array(long id, long classId, int length) {
        array = id;
        arrayLength = length;
        return gaps.wantsArray(length);
    }

    /// An array ends where the next object starts; one that comes in parts is not measured.
    @Override
    public void elements(int at, int count) {
        if (count == arrayLength) {
            gaps.array(count, window.idOfObjectAt(at + count * window.idBytes()) - array);
        }
    }
}
