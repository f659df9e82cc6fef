package io.maphealth.javamaps;

import io.maphealth.javamaps.CompositeLayout.PrimitiveTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Hash maps and sets of fastutil, as `javap -p` of 8.5.15 shows them: open addressing, one array of keys and one of
/// values; the null (or zero) key is told by a field. Its trees and array maps are not read.
final class FastutilMaps {
    private static final CountLayout SIZE = new CountLayout.Field("size");
    private static final GrowthRule GROWTH = GrowthRule.DOUBLES_AT_THREE_QUARTERS_AND_ONE;
    private static final List<String> KINDS = List.of("", "Linked");
    private static final Map<String, Cells> TYPES = Map.of(
            "Object",
            Cells.REFERENCE,
            "Reference",
            Cells.REFERENCE,
            "Boolean",
            Cells.BYTE,
            "Byte",
            Cells.BYTE,
            "Char",
            Cells.SHORT,
            "Short",
            Cells.SHORT,
            "Int",
            Cells.INT,
            "Float",
            Cells.INT,
            "Long",
            Cells.LONG,
            "Double",
            Cells.LONG);

    private FastutilMaps() {}

    static List<MapLayout> maps() {
        return TYPES.keySet().stream().flatMap(FastutilMaps::ofKey).toList();
    }

    private static Stream<MapLayout> ofKey(String key) {
        Stream<MapLayout> sets = KINDS.stream()
                .map(kind -> layout(new Name(key, key + kind + "OpenHashSet"), "containsNull", List.of()));
        Stream<MapLayout> maps = TYPES.keySet().stream()
                .flatMap(value -> KINDS.stream()
                        .map(kind -> layout(
                                new Name(key, key + "2" + value + kind + "OpenHashMap"),
                                "containsNullKey",
                                List.of(cells(value)))));
        return Stream.concat(sets, maps);
    }

    private record Name(String key, String simple) {
        String full() {
            String folder = (key.equals("Reference") ? "object" : key.toLowerCase(java.util.Locale.ROOT)) + "s/";
            return "it/unimi/dsi/fastutil/" + folder + simple;
        }
    }

    private static MapLayout layout(Name name, String nullKey, List<Cells> values) {
        Cells keys = cells(name.key());
        return keys == Cells.REFERENCE
                ? new CellTable(
                        name.full(), SIZE, "key", 1, Optional.empty(), Optional.of(nullKey), GROWTH, List.of(), values)
                : new PrimitiveTable(
                        name.full(),
                        SIZE,
                        "key",
                        keys,
                        new Vacancy.OneOf(0, 0, 1),
                        new HiddenEntries.ByFlag(nullKey, true),
                        GROWTH,
                        values);
    }

    private static Cells cells(String type) {
        Cells cells = TYPES.get(type);
        if (cells == null) {
            throw new IllegalStateException("fastutil has no " + type);
        }
        return cells;
    }
}
