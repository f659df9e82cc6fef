package io.maphealth.javamaps;

import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.NodeLayout.Chained;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Maps of libraries: fields as `javap -p` of netty-common 4.1.118, agrona 2.3.2, scala-library 2.13.16,
/// fastutil 8.5.15 and guava 33.5.0 shows them. Caffeine keeps its entries in a ConcurrentHashMap, Kotlin in the JDK's
/// maps.
final class LibraryMaps {
    private LibraryMaps() {}

    static List<MapLayout> maps() {
        return Stream.of(netty(), agrona(), scala(), fastutil(), guava())
                .flatMap(List::stream)
                .toList();
    }

    /// Keys are primitive; a null value is masked, so that a null cell of the values is an empty one.
    private static List<MapLayout> netty() {
        return Stream.of("Byte", "Char", "Short", "Int", "Long")
                .map(key -> cells(
                        "io/netty/util/collection/" + key + "ObjectHashMap",
                        "values",
                        1,
                        GrowthRule.DOUBLES_ABOVE_HALF))
                .toList();
    }

    private static List<MapLayout> agrona() {
        String folder = "org/agrona/collections/";
        GrowthRule growth = GrowthRule.DOUBLES_ABOVE_65_PERCENT;
        return List.of(
                cells(folder + "Int2ObjectHashMap", "values", 1, growth),
                cells(folder + "Long2ObjectHashMap", "values", 1, growth),
                cells(folder + "BiInt2ObjectMap", "values", 1, growth),
                cells(folder + "Object2ObjectHashMap", "entries", 2, growth),
                cells(folder + "Object2IntHashMap", "keys", 1, growth),
                cells(folder + "Object2LongHashMap", "keys", 1, growth),
                cells(folder + "ObjectHashSet", "values", 1, growth));
    }

    private static List<MapLayout> scala() {
        String folder = "scala/collection/mutable/";
        return List.of(
                scala(folder + "HashMap", new Chained(folder + "HashMap$Node", "_next", "_hash")),
                scala(folder + "HashSet", new Chained(folder + "HashSet$Node", "_next", "_hash")),
                scala(folder + "LinkedHashMap", new Chained(folder + "LinkedHashMap$LinkedEntry", "next", "hash")));
    }

    /// The compiler puts the name of the class before that of a table that inner classes use.
    private static MapLayout scala(String className, NodeLayout node) {
        return new BinTable(
                className,
                new CountLayout.Field("contentSize"),
                className.replace('/', '$') + "$$table",
                Optional.empty(),
                Optional.empty(),
                GrowthRule.DOUBLES_AT_THREE_QUARTERS,
                BinRule.LOW_BITS,
                List.of(node));
    }

    /// Maps and sets with objects as keys; the null key is told by a field.
    private static List<MapLayout> fastutil() {
        String folder = "it/unimi/dsi/fastutil/objects/";
        Stream<MapLayout> maps = Stream.of("Object2", "Reference2")
                .flatMap(key -> Stream.of("Object", "Reference", "Int", "Long", "Double", "Boolean", "Byte", "Short")
                        .flatMap(value -> Stream.of("OpenHashMap", "LinkedOpenHashMap")
                                .map(kind -> fastutil(folder + key + value + kind, "containsNullKey"))));
        Stream<MapLayout> sets = Stream.of(
                        "ObjectOpenHashSet",
                        "ReferenceOpenHashSet",
                        "ObjectLinkedOpenHashSet",
                        "ReferenceLinkedOpenHashSet")
                .map(name -> fastutil(folder + name, "containsNull"));
        return Stream.concat(maps, sets).toList();
    }

    private static MapLayout fastutil(String className, String nullKey) {
        return new CellTable(
                className,
                new CountLayout.Field("size"),
                "key",
                1,
                Optional.empty(),
                Optional.of(nullKey),
                GrowthRule.DOUBLES_AT_THREE_QUARTERS_AND_ONE,
                List.of());
    }

    /// A bimap is walked by its keys. The compact ones keep their keys in a row without gaps.
    private static List<MapLayout> guava() {
        String folder = "com/google/common/collect/";
        return List.of(
                new BinTable(
                        folder + "HashBiMap",
                        new CountLayout.Field("size"),
                        "hashTableKToV",
                        Optional.empty(),
                        Optional.of("modCount"),
                        GrowthRule.DOUBLES_WHEN_FULL,
                        BinRule.LOW_BITS,
                        List.of(new Chained(folder + "HashBiMap$BiEntry", "nextInKToVBucket", "keyHash"))),
                cells(folder + "CompactHashMap", "keys", 1, GrowthRule.HALF_AS_MUCH_AGAIN),
                cells(folder + "CompactHashSet", "elements", 1, GrowthRule.HALF_AS_MUCH_AGAIN));
    }

    private static MapLayout cells(String className, String cells, int stride, GrowthRule growth) {
        return new CellTable(
                className,
                new CountLayout.Field("size"),
                cells,
                stride,
                Optional.empty(),
                Optional.empty(),
                growth,
                List.of());
    }
}
