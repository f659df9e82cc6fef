package io.maphealth.hprof.owner;

import io.maphealth.hprof.owner.References.Reference;
import io.maphealth.hprof.record.Tags;
import io.maphealth.javamaps.HolderRank;
import io.maphealth.javamaps.IdTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// The shortest way from one object to a root, by the references that are known: breadth first, within bounds. A static
/// field is worth a few steps more than a variable of a thread, which is somebody's only while it runs.
final class PathSearch {
    private static final int MOST_OBJECTS = 4_096;

    private final IntFunction<List<Reference>> holders;
    private final List<Step> steps = new ArrayList<>();
    private final IdTable seen = new IdTable(MOST_OBJECTS + 1);

    PathSearch(IntFunction<List<Reference>> holders) {
        this.holders = holders;
    }

    /// An object on the way, by which reference it holds the object of an earlier step, and how far from the start.
    private record Step(int object, int score, int held, int length) {}

    /// The references from the start to a root, the root's last.
    Optional<List<Reference>> from(int start) {
        steps.add(new Step(start, 0, -1, 0));
        seen.put(start, 1);
        Optional<Reference> root = Optional.empty();
        int end = 0;
        int cost = Integer.MAX_VALUE;
        for (int at = 0; at < steps.size() && steps.get(at).length() < cost; at++) {
            Step step = steps.get(at);
            for (Reference reference : holders.apply(step.object())) {
                int more = costOfRoot(reference.score());
                if (more < 0) {
                    add(reference, at);
                } else if (step.length() + more < cost) {
                    cost = step.length() + more;
                    root = Optional.of(reference);
                    end = at;
                }
            }
        }
        int last = end;
        return root.map(found -> way(last, found));
    }

    /// The objects that were come by, nearest first, at most so many.
    int[] objects(int most) {
        return steps.stream().limit(most).mapToInt(Step::object).toArray();
    }

    private void add(Reference reference, int held) {
        HolderRank rank = HolderPlans.rank(reference.score());
        boolean strong = rank != HolderRank.NONE && rank != HolderRank.WEAK;
        if (strong && reference.holder() != 0 && steps.size() < MOST_OBJECTS && seen.put(reference.holder(), 1)) {
            steps.add(new Step(
                    reference.holder(), reference.score(), held, steps.get(held).length() + 1));
        }
    }

    private List<Reference> way(int end, Reference root) {
        List<Reference> way = new ArrayList<>(List.of(root));
        for (int at = end; steps.get(at).held() >= 0; at = steps.get(at).held()) {
            way.add(new Reference(steps.get(at).object(), steps.get(at).score()));
        }
        return way.reversed();
    }

    /// -1 for what is no root.
    private static int costOfRoot(int score) {
        return switch (HolderPlans.rank(score)) {
            case STATIC -> 1;
            case ROOT ->
                switch (HolderPlans.number(score)) {
                    case Tags.ROOT_THREAD_OBJECT -> 3;
                    case Tags.ROOT_JAVA_FRAME -> 5;
                    default -> 7;
                };
            case NONE, WEAK, ELEMENT, ENTRY, WRAPPER, THREAD_LOCAL, JDK_FIELD, FIELD -> -1;
        };
    }
}
