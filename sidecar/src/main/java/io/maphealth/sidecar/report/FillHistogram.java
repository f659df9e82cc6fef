package io.maphealth.sidecar.report;

import io.maphealth.core.MapSnapshot;
import io.maphealth.sidecar.report.Histogram.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// How full the maps' tables are: a column for every tenth, and one for tables with as many entries as bins or more.
final class FillHistogram {
    private static final int TENTHS = 10;
    private static final int NEARLY_EMPTY_TENTHS = 3;

    private FillHistogram() {}

    static Histogram of(List<MapSnapshot> maps) {
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index <= TENTHS; index++) {
            columns.add(Column.empty(label(index), index < NEARLY_EMPTY_TENTHS));
        }
        for (MapSnapshot map : maps) {
            OptionalDouble fill = Known.fill(map);
            if (fill.isPresent()) {
                int index = (int) Math.clamp(fill.getAsDouble() * TENTHS, 0, TENTHS);
                columns.set(index, columns.get(index).and(map.heldBytes(), false));
            }
        }
        return new Histogram("Bytes held by maps, by how full their tables are", "fill of the table, %", columns);
    }

    private static String label(int index) {
        return index == TENTHS ? "100+" : String.format(Locale.ROOT, "%d–%d", index * 10, index * 10 + 10);
    }
}
