package io.maphealth.hprof.owner;

import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Tags;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.ClassSlots;
import io.maphealth.javamaps.HolderRank;

/// Looks for the best holder of each target among all references of a dump. For one thread.
public final class HolderVisitor implements HeapVisitor {
    private static final int ROOT_SCORE = HolderPlans.score(HolderRank.ROOT, 0);
    private static final int ELEMENT_SCORE = HolderPlans.score(HolderRank.ELEMENT, 0);

    private final ClassIndex<HolderPlan> index;
    private final ClassSlots skippedArrays;
    private final Targets targets;
    private final FewOfAKind few;
    private final Window window;
    private final CompactIds ids;
    private final int[] scores;
    private final int[] holders;
    private final ReferencedPages referenced;
    private long[] pages = ReferencedPages.none();
    private long array;

    /// What it looks for, and what else it keeps.
    record Search(HolderPlans.Index index, Targets targets, ReferencedPages pages, FewOfAKind few) {}

    HolderVisitor(Search search, Window window) {
        this.skippedArrays = search.index().skippedArrays();
        this.index = search.index().classes();
        this.targets = search.targets();
        this.referenced = search.pages();
        this.few = search.few();
        this.ids = targets.ids();
        this.window = window;
        this.scores = new int[targets.size()];
        this.holders = new int[targets.size()];
    }

    /// The best score of each target, 0 without a holder.
    int[] scores() {
        return scores;
    }

    /// The holder of each target, 0 without.
    int[] holders() {
        return holders;
    }

    FewOfAKind few() {
        return few;
    }

    @Override
    public void unit(int number) {
        pages = referenced.start(number);
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
        if (few.wants(plan.type())) {
            keep(plan, at);
        }
        for (int i = 0; i < plan.references(); i++) {
            long reference = window.id(at + plan.offset(i));
            ReferencedPages.add(pages, reference);
            if (targets.mayHave(reference)) {
                held(reference, plan.score(i), window.idOfInstance(at));
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
            ReferencedPages.add(pages, reference);
            if (targets.mayHave(reference)) {
                held(reference, ELEMENT_SCORE, array);
            }
        }
    }

    @Override
    public void root(int tag, long id, int thread) {
        ReferencedPages.add(pages, id);
        held(id, ROOT_SCORE, 0);
        if (few.wantsRoots() && tag != Tags.ROOT_STICKY_CLASS) {
            few.log().add(ids.of(id), thread, HolderPlans.score(HolderRank.ROOT, tag), ReferenceLog.ANY_CLASS);
        }
    }

    private void keep(HolderPlan plan, int at) {
        int holder = ids.of(window.idOfInstance(at));
        for (int i = 0; i < plan.references(); i++) {
            few.log().add(ids.of(window.id(at + plan.offset(i))), holder, plan.score(i), plan.type());
        }
    }

    private void held(long reference, int score, long holder) {
        int target = targets.find(reference);
        if (target >= 0 && score > scores[target]) {
            scores[target] = score;
            holders[target] = ids.of(holder);
        }
    }
}
