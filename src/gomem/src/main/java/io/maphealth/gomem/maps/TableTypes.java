package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.HeapBits;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.gomem.runtime.TypeWords;
import io.maphealth.process.Pages;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Which map types a table can be of, by the memory that holds it.
///
/// A pointerful table over 512 bytes names its type exactly from Go 1.22 on (a word in front of it, or the span's
/// `largeType`); for others its size, its pointer bits and later its contents leave a few candidates.
final class TableTypes {
    private final GoRuntime runtime;
    private final Spans spans;
    private final Map<Key, Match> known = new HashMap<>();
    private final HeapBits heapBits;
    private final TypeWords typeWords;

    /// The types that a table can be of; empty when no type of the program fits. Compared by identity: the same table
    /// and the same evidence give the same match.
    static final class Match {
        static final Match NONE = new Match(List.of(), false);

        private static final int MOST_TESTED = 256;

        private final List<MapType> types;
        private final boolean exact;
        private final Map<BitSet, Match> narrower = new HashMap<>();

        Match(List<MapType> types, boolean exact) {
            this.types = types;
            this.exact = exact;
        }

        List<MapType> types() {
            return types;
        }

        /// The sizes that its groups or buckets can have, the likeliest first.
        int[] groupSizes() {
            return types.stream().mapToInt(MapType::groupSize).distinct().toArray();
        }

        /// Whether memory itself names the type; several are left then only where named types share one table.
        boolean exact() {
            return exact;
        }

        /// The types that also pass a test; all of them when none does, for then it is the test that errs.
        Match narrowed(Predicate<MapType> test) {
            if (types.size() < 2 || types.size() > MOST_TESTED) {
                return this;
            }
            BitSet passed = new BitSet(types.size());
            for (int i = 0; i < types.size(); i++) {
                passed.set(i, test.test(types.get(i)));
            }
            return passed.isEmpty() || passed.cardinality() == types.size() ? this : only(passed);
        }

        /// The types that pass a test; none when none does.
        Match passing(Predicate<MapType> test) {
            List<MapType> left = types.stream().filter(test).toList();
            return left.isEmpty() ? NONE : new Match(left, false);
        }

        private Match only(BitSet passed) {
            return narrower.computeIfAbsent(
                    passed, _ -> new Match(passed.stream().mapToObj(types::get).toList(), exact));
        }
    }

    private record Key(long elementSize, boolean pointers, long groups, long exactOrMask) {
        /// Fast: keys are looked up once for every map.
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && elementSize == that.elementSize
                    && pointers == that.pointers
                    && groups == that.groups
                    && exactOrMask == that.exactOrMask;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(((exactOrMask * 31 + groups) * 31 + elementSize) * 31 + (pointers ? 1 : 0));
        }
    }

    TableTypes(GoRuntime runtime, Pages pages, Spans spans) {
        this.runtime = runtime;
        this.spans = spans;
        this.heapBits = new HeapBits(runtime, pages, spans);
        this.typeWords = new TypeWords(runtime, pages, spans);
    }

    /// Starts a look without what is known of earlier tables: there are ever new ones.
    void forget() {
        known.clear();
    }

    /// What a table on a stack can be of: memory says nothing about it.
    Match any() {
        return likeliestFirst(runtime.mapTypes().all());
    }

    /// @param groups groups or buckets that were allocated together at the address
    Match match(int span, long address, long groups) {
        long type = typeWords.of(span, address);
        if (type != 0) {
            List<MapType> exact = runtime.mapTypes().ofGroup(type);
            if (!exact.isEmpty()) {
                return known.computeIfAbsent(new Key(0, true, 0, type), _ -> new Match(exact, true));
            }
        }
        Key key = new Key(spans.elementSize(span), spans.pointers(span), groups, heapBits.maskOf(span, address));
        return known.computeIfAbsent(key, this::candidates);
    }

    private Match candidates(Key key) {
        List<MapType> fitting = new ArrayList<>();
        for (MapType type : runtime.mapTypes().all()) {
            boolean pointers = type.group().hasPointers();
            if (pointers == key.pointers()
                    && runtime.sizeClasses().of(key.groups() * type.groupSize(), pointers) == key.elementSize()
                    && masksAgree(type, key.exactOrMask())) {
                fitting.add(type);
            }
        }
        return fitting.isEmpty() ? Match.NONE : likeliestFirst(fitting);
    }

    /// Pointers to objects of the very size of an indirect key or value hardly ever are anything else.
    private static Match likeliestFirst(List<MapType> types) {
        return new Match(
                types.stream()
                        .sorted(Comparator.comparingInt(TableTypes::directParts))
                        .toList(),
                false);
    }

    private static int directParts(MapType type) {
        return (type.indirectKey() ? 0 : 1) + (type.indirectElem() ? 0 : 1);
    }

    private static boolean masksAgree(MapType type, long mask) {
        int words = type.groupSize() / Long.BYTES;
        long wanted = type.group().pointerMask();
        return mask == 0 || wanted == 0 || words > Long.SIZE || (mask & -1L >>> (Long.SIZE - words)) == wanted;
    }
}
