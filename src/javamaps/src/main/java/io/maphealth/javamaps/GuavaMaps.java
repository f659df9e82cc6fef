package io.maphealth.javamaps;

import io.maphealth.javamaps.CompositeLayout.Segment;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.NodeLayout.Chained;
import io.maphealth.javamaps.NodeLayout.ChainedWeak;
import io.maphealth.javamaps.NodeLayout.InCell;
import java.util.List;
import java.util.Optional;

/// Maps of Guava, as `javap -p` of 33.5.0-jre shows them. Multimaps, multisets and tables keep theirs
/// in others of these or of the JDK; `MapMaker`'s maps (weak interners) are not read.
final class GuavaMaps {
    private static final String COLLECT = "com/google/common/collect/";
    private static final String CACHE = "com/google/common/cache/LocalCache";
    private static final CountLayout SIZE = new CountLayout.Field("size");

    private GuavaMaps() {}

    static List<MapLayout> maps() {
        return List.of(
                hashBiMap(),
                compact("CompactHashMap", "keys", List.of(Cells.INT, Cells.REFERENCE)),
                compact("CompactHashSet", "elements", List.of(Cells.INT)),
                immutable("RegularImmutableMap", "entries", List.of(entry()), List.of(Cells.REFERENCE)),
                immutable(
                        "RegularImmutableBiMap",
                        "entries",
                        List.of(entry()),
                        List.of(Cells.REFERENCE, Cells.REFERENCE)),
                immutable("RegularImmutableSet", "elements", List.of(), List.of(Cells.REFERENCE)),
                segment());
    }

    static List<WrapperLayout> wrappers() {
        return List.of(
                new WrapperLayout(COLLECT + "JdkBackedImmutableMap", "delegateMap", false),
                new WrapperLayout(COLLECT + "ImmutableEnumMap", "delegate", false),
                new WrapperLayout(COLLECT + "AbstractMapBasedMultimap", "map", false),
                new WrapperLayout(COLLECT + "AbstractMapBasedMultiset", "backingMap", false),
                new WrapperLayout(COLLECT + "ImmutableMultimap", "map", false),
                new WrapperLayout(COLLECT + "StandardTable", "backingMap", false));
    }

    /// Walked by its keys.
    private static MapLayout hashBiMap() {
        return new BinTable(
                COLLECT + "HashBiMap",
                SIZE,
                "hashTableKToV",
                Optional.empty(),
                Optional.of("modCount"),
                GrowthRule.DOUBLES_WHEN_FULL,
                BinRule.LOW_BITS,
                List.of(new Chained(COLLECT + "HashBiMap$BiEntry", "nextInKToVBucket", "keyHash")));
    }

    /// Keys lie in a row without gaps.
    private static MapLayout compact(String name, String cells, List<Cells> beside) {
        return new CellTable(
                COLLECT + name,
                SIZE,
                cells,
                1,
                Optional.empty(),
                Optional.empty(),
                GrowthRule.HALF_AS_MUCH_AGAIN,
                List.of(),
                beside);
    }

    /// Entries lie in a row as long as the map; the table beside it is some longer.
    private static MapLayout immutable(String name, String cells, List<NodeLayout> nodes, List<Cells> beside) {
        return new CellTable(
                COLLECT + name,
                new CountLayout.LengthOfTable(),
                cells,
                1,
                Optional.empty(),
                Optional.empty(),
                GrowthRule.FIXED,
                nodes,
                beside);
    }

    private static NodeLayout entry() {
        return new InCell(COLLECT + "ImmutableMapEntry", Optional.empty());
    }

    private static MapLayout segment() {
        return new Segment(
                CACHE + "$Segment",
                new CountLayout.Field("count"),
                "table",
                GrowthRule.SEGMENT,
                List.of(
                        new Chained(CACHE + "$StrongEntry", "next", "hash"),
                        new ChainedWeak(CACHE + "$WeakEntry", "next", "hash", "referent")));
    }
}
