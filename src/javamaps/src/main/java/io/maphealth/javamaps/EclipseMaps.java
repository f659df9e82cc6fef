package io.maphealth.javamaps;

import io.maphealth.javamaps.CompositeLayout.Bucket;
import io.maphealth.javamaps.CompositeLayout.MarkedTable;
import io.maphealth.javamaps.CompositeLayout.PrimitiveTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Maps of Eclipse Collections, as `javap -p` of 13.0.0 shows them. Maps with `float` or `double` keys, sets of
/// primitives and its own ConcurrentHashMap are not read.
final class EclipseMaps {
    private static final String MUTABLE = "org/eclipse/collections/impl/map/mutable/";
    private static final String PRIMITIVE = MUTABLE + "primitive/";
    private static final CountLayout OCCUPIED = new CountLayout.Field("occupied");
    private static final CountLayout WITH_DATA = new CountLayout.Field("occupiedWithData");
    private static final Vacancy KEYS = new Vacancy.OneOf(0, 1, 1);
    private static final HiddenEntries SENTINELS = new HiddenEntries.ByFlagsOf(
            "sentinelValues", PRIMITIVE + "AbstractSentinelValues", List.of("containsZeroKey", "containsOneKey"));

    private EclipseMaps() {}

    static List<MapLayout> maps() {
        return Stream.of(unified(), objectValues(), objectKeys(), pairs())
                .flatMap(maps -> maps)
                .toList();
    }

    static List<WrapperLayout> wrappers() {
        return List.of(
                new WrapperLayout("org/eclipse/collections/impl/map/immutable/ImmutableUnifiedMap", "delegate", false),
                new WrapperLayout(MUTABLE + "UnmodifiableMutableMap", "delegate", false),
                new WrapperLayout(
                        "org/eclipse/collections/impl/map/AbstractSynchronizedMapIterable", "delegate", false));
    }

    /// The null key is masked; a pair with a mark as its key leads to an array of further pairs.
    private static Stream<MapLayout> unified() {
        Stream<MapLayout> maps = Stream.of(
                        MUTABLE + "UnifiedMap",
                        "org/eclipse/collections/impl/map/strategy/mutable/UnifiedMapWithHashingStrategy")
                .map(name -> new MarkedTable(
                        name,
                        OCCUPIED,
                        "table",
                        2,
                        Optional.of("CHAINED_KEY"),
                        Optional.empty(),
                        Optional.empty(),
                        GrowthRule.DOUBLES_ABOVE_THREE_QUARTERS,
                        List.of()));
        String set = "org/eclipse/collections/impl/set/mutable/UnifiedSet";
        return Stream.concat(
                maps,
                Stream.of(new MarkedTable(
                        set,
                        OCCUPIED,
                        "table",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Bucket(set + "$ChainedBucket", List.of("zero", "one", "two", "three"))),
                        GrowthRule.DOUBLES_ABOVE_THREE_QUARTERS,
                        List.of())));
    }

    private static Stream<MapLayout> objectValues() {
        return Stream.of(Cells.BYTE, Cells.SHORT, Cells.INT, Cells.LONG)
                .flatMap(key -> names(key)
                        .map(name -> new PrimitiveTable(
                                PRIMITIVE + name + "ObjectHashMap",
                                WITH_DATA,
                                "keys",
                                key,
                                KEYS,
                                SENTINELS,
                                GrowthRule.SIXTEEN_ABOVE_HALF,
                                List.of(Cells.REFERENCE))));
    }

    private static Stream<MapLayout> objectKeys() {
        return Stream.of(Cells.BYTE, Cells.SHORT, Cells.INT, Cells.LONG)
                .flatMap(value -> names(value)
                        .map(name -> new MarkedTable(
                                PRIMITIVE + "Object" + name + "HashMap",
                                WITH_DATA,
                                "keys",
                                1,
                                Optional.empty(),
                                Optional.of("REMOVED_KEY"),
                                Optional.empty(),
                                GrowthRule.SIXTEEN_ABOVE_HALF,
                                List.of(value))));
    }

    /// Keys and values in turn in one array.
    private static Stream<MapLayout> pairs() {
        return Stream.of(Cells.INT, Cells.LONG)
                .flatMap(cells -> names(cells)
                        .map(name -> new PrimitiveTable(
                                PRIMITIVE + name + name + "HashMap",
                                WITH_DATA,
                                "keysValues",
                                cells,
                                new Vacancy.OneOf(0, 1, 2),
                                SENTINELS,
                                GrowthRule.SIXTEEN_ABOVE_HALF,
                                List.of())));
    }

    private static Stream<String> names(Cells cells) {
        return switch (cells) {
            case BYTE -> Stream.of("Byte");
            case SHORT -> Stream.of("Short", "Char");
            case INT -> Stream.of("Int");
            case LONG -> Stream.of("Long");
            case REFERENCE -> Stream.empty();
        };
    }
}
