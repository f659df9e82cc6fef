package io.maphealth.hprof.owner;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.WrapperKind;
import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.MapLayouts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who holds each map, as a person would say it. Make one, let its visitors see the dump, then [#decide].
public final class Owners {
    private static final int DEEPEST_WRAPPING = 8;

    private final Captured captured;
    private final HolderPlans plans;
    private final ClassIndex<HolderPlan> index;
    private final Targets targets;
    private final Map<Integer, Integer> wrapperOf = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private int[] scores = new int[0];

    public Owners(Captured captured, ClassTable classes, MapLayouts layouts, CompactIds ids) {
        this.captured = captured;
        this.plans = new HolderPlans(classes, layouts);
        this.index = plans.index();
        this.targets = new Targets(captured, ids);
    }

    public HolderVisitor visitor(Window window) {
        return new HolderVisitor(plans, index, targets, window);
    }

    /// Takes over what the visitors saw.
    public void decide(List<HolderVisitor> visitors) {
        scores = new int[targets.size()];
        for (HolderVisitor visitor : visitors) {
            int[] others = visitor.scores();
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Math.max(scores[i], others[i]);
            }
        }
        int maps = captured.maps().size();
        for (int i = 0; i < captured.wrappers().size(); i++) {
            int inner = targets.numbered(captured.wrappers().get(i).inner());
            if (inner >= 0) {
                wrapperOf.merge(inner, maps + i, this::better);
            }
        }
    }

    private int better(int one, int other) {
        return scores[one] >= scores[other] ? one : other;
    }

    /// The owner of a map; empty when nothing in the dump refers to it.
    public Optional<String> owner(int map) {
        return owner(map, 0);
    }

    /// The collection that a map is the storage of, when people only know the collection.
    public Optional<WrapperKind> collection(int map) {
        Integer wrapper = rank(map).compareTo(Rank.JDK_FIELD) >= 0 ? null : wrapperOf.get(map);
        if (wrapper == null) {
            return Optional.empty();
        }
        WrapperKind kind = captured.plan()
                .wrapperKinds()
                .get(captured.wrappers().get(wrapper - captured.maps().size()).kind());
        return kind.layout().collection() ? Optional.of(kind) : Optional.empty();
    }

    private Optional<String> owner(int target, int depth) {
        Rank rank = rank(target);
        Integer wrapper = wrapperOf.get(target);
        if (!rank.names() && wrapper != null && depth < DEEPEST_WRAPPING) {
            return owner(wrapper, depth + 1);
        }
        return switch (rank) {
            case NONE, WEAK -> Optional.empty();
            case ROOT -> Optional.of("(local variable)");
            case ELEMENT -> Optional.of("(array)[value]");
            case ENTRY -> Optional.of("(map)[value]");
            case THREAD_LOCAL -> Optional.of("(thread local)");
            case JDK_FIELD, FIELD, STATIC -> Optional.of(names.computeIfAbsent(scores[target], plans::name));
        };
    }

    private Rank rank(int target) {
        return HolderPlans.rank(scores[target]);
    }
}
