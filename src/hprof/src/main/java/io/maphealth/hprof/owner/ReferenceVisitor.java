package io.maphealth.hprof.owner;

import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.ClassSlots;
import io.maphealth.javamaps.HolderRank;

/// Keeps the references to each of a few objects, some of every kind. For one thread.
final class ReferenceVisitor implements HeapVisitor {
    private static final int MOST_OF_A_KIND = 32;
    private static final int ELEMENT_SCORE = HolderPlans.score(HolderRank.ELEMENT, 0);

    private final ClassIndex<HolderPlan> index;
    private final ClassSlots skippedArrays;
    private final Targets targets;
    private final Window window;
    private final CompactIds ids;
    private final ReferenceLog log = new ReferenceLog();
    private final byte[] fields;
    private final byte[] elements;
    private long array;

    ReferenceVisitor(HolderPlans.Index index, Targets targets, Window window) {
        this.index = index.classes();
        this.skippedArrays = index.skippedArrays();
        this.targets = targets;
        this.window = window;
        this.ids = targets.ids();
        this.fields = new byte[targets.size()];
        this.elements = new byte[targets.size()];
    }

    ReferenceLog log() {
        return log;
    }

    @Override
    public long[] classes() {
        return index.ids();
    }

    @Override
    public void instance(int type, int at, int length) {
        HolderPlan plan = index.at(type);
        if (length < plan.bytes()) {
            return;
        }
        for (int i = 0; i < plan.references(); i++) {
            long reference = window.id(at + plan.offset(i));
            if (targets.mayHave(reference)) {
                keep(reference, plan.score(i), window.idOfInstance(at), fields);
            }
        }
    }

    @Override
    public boolean array(long id, long classId, int length) {
        array = id;
        return skippedArrays.get(classId) == ClassSlots.NONE;
    }

    @Override
    public void elements(int at, int count) {
        int idBytes = window.idBytes();
        for (int i = 0; i < count; i++) {
            long reference = window.id(at + i * idBytes);
            if (targets.mayHave(reference)) {
                keep(reference, ELEMENT_SCORE, array, elements);
            }
        }
    }

    private void keep(long reference, int score, long holder, byte[] kept) {
        int target = targets.find(reference);
        if (target >= 0 && kept[target] < MOST_OF_A_KIND) {
            kept[target]++;
            log.add(ids.of(reference), ids.of(holder), score, ReferenceLog.ANY_CLASS);
        }
    }
}
