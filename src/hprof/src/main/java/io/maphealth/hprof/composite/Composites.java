package io.maphealth.hprof.composite;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.MapKind;
import io.maphealth.hprof.capture.MapRow;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.CompositeLayout.MarkedTable;
import io.maphealth.javamaps.CompositeLayout.PrimitiveTable;
import io.maphealth.javamaps.CompositeLayout.Segment;
import io.maphealth.javamaps.CompositeLayout.Trie;
import io.maphealth.javamaps.IdTable;
import java.util.Optional;

/// The composite maps of a dump, and which arrays belong to them.
final class Composites {
    private final Captured captured;
    private final CompactIds ids;
    private final IdTable tables;
    private final IdTable contents;

    Composites(Captured captured, CompactIds ids, Parts parts) {
        this.captured = captured;
        this.ids = ids;
        int maps = 0;
        for (int map = 0; map < captured.maps().size(); map++) {
            maps += layout(map).isPresent() ? 1 : 0;
        }
        this.tables = new IdTable(maps);
        this.contents = new IdTable(parts.nodes().size());
        for (int map = 0; map < captured.maps().size(); map++) {
            int table = table(map, parts);
            if (table != 0) {
                tables.put(table, map + 1);
            }
        }
        for (int node = 0; node < parts.nodes().size(); node++) {
            int content = (int) parts.nodes().first(node);
            if (content != 0) {
                contents.put(content, node + 1);
            }
        }
    }

    /// How a map is laid out, empty for one that is not composite.
    Optional<CompositeLayout> layout(int map) {
        return kind(map).layout() instanceof CompositeLayout layout ? Optional.of(layout) : Optional.empty();
    }

    Captured captured() {
        return captured;
    }

    CompactIds ids() {
        return ids;
    }

    int size() {
        return captured.maps().size();
    }

    MapRow row(int map) {
        return captured.maps().get(map);
    }

    /// The map that an array is the table of, -1 for others.
    int mapOf(int array) {
        return array == 0 ? -1 : tables.get(array) - 1;
    }

    /// The node of a trie that an array is the content of, -1 for others.
    int nodeOf(int array) {
        return array == 0 ? -1 : contents.get(array) - 1;
    }

    /// The object that a static field of the map's class refers to, 0 for none.
    long mark(int map, Optional<String> field) {
        for (Optional<HeapClass> at = Optional.of(kind(map).type());
                field.isPresent() && at.isPresent();
                at = at.get().parent()) {
            for (HeapClass.StaticReference own : at.get().statics()) {
                if (own.name().equals(field.get())) {
                    return own.reference();
                }
            }
        }
        return 0;
    }

    private MapKind kind(int map) {
        return captured.plan().mapKinds().get(row(map).kind());
    }

    private int table(int map, Parts parts) {
        return layout(map)
                .map(layout -> switch (layout) {
                    case Segment _ -> {
                        int holder = parts.holders().find(row(map).entrance());
                        yield holder < 0 ? 0 : (int) parts.holders().first(holder);
                    }
                    case PrimitiveTable _, MarkedTable _ -> row(map).entrance();
                    case Trie _ -> 0;
                })
                .orElse(0);
    }
}
