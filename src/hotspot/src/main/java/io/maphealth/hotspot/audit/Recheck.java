package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.MapLayout.SkipList;
import io.maphealth.process.Window;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Looks at one suspect again, all of it live: its fields, its table, its nodes, and its fields once more. What it
/// finds counts only when the fields are the same before and after, for then nobody has written in between. A map that
/// does not count its writes may come back to the same size by chance: two looks in a row must have seen the very same
/// nodes. For one thread.
final class Recheck {
    private static final int TRIES = 4;
    private static final int MOST_OBJECT_BYTES = 256;

    /// What all suspects of a look may come to, in nodes: of old maps, and of young ones, most of which are garbage.
    private static final int MOST_NODES = 1_000_000;

    private static final int MOST_YOUNG_NODES = 200_000;

    private final LiveJvm jvm;
    private final Plan plan;
    private final MapReading reading;
    private final ReferenceArrays arrays;
    private final Counts counts;
    private final Window window = new Window(MOST_OBJECT_BYTES);
    private int lastingNodesLeft;
    private int youngNodesLeft;

    Recheck(LiveJvm jvm, Plan plan) {
        this.jvm = jvm;
        this.plan = plan;
        this.reading = new MapReading(jvm.references());
        this.arrays = new ReferenceArrays(jvm, ReferenceArrays.WIDE);
        this.counts = new Counts(jvm);
    }

    /// A map that stood still while it was looked at.
    ///
    /// @param nodes the sum of the ids of its nodes, which no write leaves as it was
    record Settled(FoundMap map, long count, TableWalk.Result result, long nodes) {}

    /// A look starts.
    void start() {
        lastingNodesLeft = MOST_NODES;
        youngNodesLeft = MOST_YOUNG_NODES;
    }

    /// Empty when the map was written to at every try, there is too much to look at again, or it is not there any more.
    Optional<Settled> of(FoundMap suspect, HeapIds ids) {
        boolean countsWrites = suspect.kind().modCount() >= 0;
        Optional<Settled> last = Optional.empty();
        for (int i = 0; i < TRIES && nodesLeft(suspect) > 0; i++) {
            Optional<Settled> settled = look(suspect, ids);
            if (settled.isPresent() && (countsWrites || settled.equals(last))) {
                return settled;
            }
            last = settled;
        }
        return Optional.empty();
    }

    private Optional<Settled> look(FoundMap suspect, HeapIds ids) {
        arrays.forget();
        Optional<FoundMap> before = read(suspect);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        FoundMap map = before.get();
        OptionalLong count = counts.of(map);
        if (count.isEmpty()) {
            return Optional.empty();
        }
        int most = nodesLeft(suspect);
        NodeLog nodes = new NodeLog(jvm.references(), ids, most);
        Collector collector = new Collector(nodes, ids, most);
        boolean collected = collector.collect(map);
        spend(suspect, collector.seen.size());
        if (!collected) {
            return Optional.empty();
        }
        Optional<TableWalk.Result> result = nodes.walk(arrays).walk(map);
        arrays.forget();
        boolean unchanged = read(suspect).equals(before) && counts.of(map).equals(count);
        return unchanged
                ? result.map(found -> new Settled(map, count.getAsLong(), found, collector.sumOfIds()))
                : Optional.empty();
    }

    private int nodesLeft(FoundMap suspect) {
        return suspect.lasts() ? lastingNodesLeft : youngNodesLeft;
    }

    private void spend(FoundMap suspect, int nodes) {
        if (suspect.lasts()) {
            lastingNodesLeft -= nodes;
        } else {
            youngNodesLeft -= nodes;
        }
    }

    private Optional<FoundMap> read(FoundMap suspect) {
        return kindAt(suspect.address())
                .filter(classNumber -> suspect.kind().equals(plan.map(classNumber)))
                .map(_ -> reading.read(suspect.kind(), suspect.address(), window, suspect.lasts()));
    }

    /// The class of the object at an address, which the window then covers.
    private Optional<Integer> kindAt(long address) {
        if (!window.load(jvm.memory(), address, jvm.headers().kind().lengthOffset())) {
            return Optional.empty();
        }
        int classNumber = jvm.classes().of(jvm.headers().klassAt(window, address));
        int bytes = classNumber < 0 ? 0 : jvm.classes().get(classNumber).layoutHelper();
        boolean covered = bytes > 0 && bytes <= MOST_OBJECT_BYTES && window.load(jvm.memory(), address, bytes);
        return covered ? Optional.of(classNumber) : Optional.empty();
    }

    /// Goes to every node of one map, each by a read of its own.
    private final class Collector {
        private final NodeLog nodes;
        private final HeapIds ids;
        private final int most;
        private final Set<Integer> seen = new HashSet<>();
        private final Deque<Long> pending = new ArrayDeque<>();

        Collector(NodeLog nodes, HeapIds ids, int most) {
            this.nodes = nodes;
            this.ids = ids;
            this.most = most;
        }

        /// Whether all nodes were come by; not when there are too many, or the table is not there any more.
        boolean collect(FoundMap map) {
            boolean whole = switch (map.kind().layout()) {
                case CellTable _, CompositeLayout _ -> true;
                case SearchTree _, SkipList _ -> {
                    add(map.entrance());
                    yield true;
                }
                case BinTable _ -> heads(map.entrance()) && heads(map.nextTable());
            };
            while (whole && !pending.isEmpty()) {
                whole = follow(pending.remove()) && seen.size() <= most;
            }
            return whole;
        }

        long sumOfIds() {
            return seen.stream().mapToLong(Integer::longValue).sum();
        }

        private boolean heads(long table) {
            if (table == 0) {
                return true;
            }
            long length = arrays.length(table, ids);
            return length >= 0 && arrays.elements(table, length, (_, node) -> add(node));
        }

        private void add(long node) {
            int id = ids.of(node);
            if (id != 0 && seen.size() <= most && seen.add(id)) {
                pending.add(node);
            }
        }

        /// False where there is no object, or one that is on its way elsewhere: the reference is older than a
        /// collection.
        private boolean follow(long node) {
            Optional<Integer> classNumber = kindAt(node);
            NodeKind kind = classNumber.isEmpty() ? null : plan.node(classNumber.get());
            if (kind != null) {
                nodes.keep(kind, node, window);
                for (long offset : kind.leads()) {
                    add(jvm.references().at(window, node + offset));
                }
            }
            return classNumber.isPresent();
        }
    }
}
