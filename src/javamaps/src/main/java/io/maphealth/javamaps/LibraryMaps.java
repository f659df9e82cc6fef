package io.maphealth.javamaps;

import io.maphealth.javamaps.CompositeLayout.PrimitiveTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Maps of libraries with few of them: fields as `javap -p` of netty-common 4.1.118, agrona 2.3.2 and caffeine 3.2.3
/// shows them. Caffeine keeps its entries in a ConcurrentHashMap, Kotlin in the JDK's maps.
final class LibraryMaps {
    private static final CountLayout SIZE = new CountLayout.Field("size");

    private LibraryMaps() {}

    static List<MapLayout> maps() {
        return Stream.concat(netty(), agrona()).toList();
    }

    static List<WrapperLayout> wrappers() {
        String folder = "com/github/benmanes/caffeine/cache/";
        return List.of(
                new WrapperLayout(folder + "BoundedLocalCache", "data", false),
                new WrapperLayout(folder + "UnboundedLocalCache", "data", false),
                new WrapperLayout(folder + "BoundedLocalCache$BoundedLocalManualCache", "cache", false),
                new WrapperLayout(folder + "BoundedLocalCache$BoundedLocalAsyncCache", "cache", false),
                new WrapperLayout(folder + "UnboundedLocalCache$UnboundedLocalManualCache", "cache", false),
                new WrapperLayout(folder + "UnboundedLocalCache$UnboundedLocalAsyncCache", "cache", false));
    }

    /// Keys are primitive; a null value is masked, so that a null cell of the values is an empty one.
    private static Stream<MapLayout> netty() {
        return Stream.of(Cells.BYTE, Cells.SHORT, Cells.INT, Cells.LONG)
                .flatMap(key -> names(key)
                        .map(name -> cells(
                                "io/netty/util/collection/" + name + "ObjectHashMap",
                                "values",
                                GrowthRule.DOUBLES_ABOVE_HALF,
                                List.of(key))));
    }

    private static Stream<String> names(Cells key) {
        return switch (key) {
            case BYTE -> Stream.of("Byte");
            case SHORT -> Stream.of("Short", "Char");
            case INT -> Stream.of("Int");
            case LONG -> Stream.of("Long");
            case REFERENCE -> Stream.empty();
        };
    }

    private static Stream<MapLayout> agrona() {
        String folder = "org/agrona/collections/";
        GrowthRule growth = GrowthRule.DOUBLES_ABOVE_65_PERCENT;
        return Stream.of(
                cells(folder + "Int2ObjectHashMap", "values", growth, List.of(Cells.INT)),
                cells(folder + "Long2ObjectHashMap", "values", growth, List.of(Cells.LONG)),
                cells(folder + "BiInt2ObjectMap", "values", growth, List.of(Cells.LONG)),
                cells(folder + "Object2IntHashMap", "keys", growth, List.of(Cells.INT)),
                cells(folder + "Object2LongHashMap", "keys", growth, List.of(Cells.LONG)),
                cells(folder + "ObjectHashSet", "values", growth, List.of()),
                new CellTable(
                        folder + "Object2ObjectHashMap",
                        SIZE,
                        "entries",
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        growth,
                        List.of(),
                        List.of()),
                pairs(folder + "Int2IntHashMap", Cells.INT),
                pairs(folder + "Long2LongHashMap", Cells.LONG),
                set(folder + "IntHashSet", Cells.INT),
                set(folder + "LongHashSet", Cells.LONG));
    }

    private static MapLayout pairs(String className, Cells cells) {
        return new PrimitiveTable(
                className,
                SIZE,
                "entries",
                cells,
                new Vacancy.ValueOf("missingValue"),
                new HiddenEntries.None(),
                GrowthRule.DOUBLES_ABOVE_65_PERCENT,
                List.of());
    }

    private static MapLayout set(String className, Cells cells) {
        return new PrimitiveTable(
                className,
                new CountLayout.Field("sizeOfArrayValues"),
                "values",
                cells,
                new Vacancy.OneOf(0, 0, 1),
                new HiddenEntries.ByFlag("containsMissingValue", false),
                GrowthRule.DOUBLES_ABOVE_65_PERCENT,
                List.of());
    }

    private static MapLayout cells(String className, String cells, GrowthRule growth, List<Cells> beside) {
        return new CellTable(className, SIZE, cells, 1, Optional.empty(), Optional.empty(), growth, List.of(), beside);
    }
}
