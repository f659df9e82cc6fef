package io.maphealth.sidecar.report;

import io.maphealth.core.MapSnapshot;
import io.maphealth.sidecar.report.Histogram.Column;
import java.util.ArrayList;
import java.util.List;

/// How long the longest chain or probe of each map is. A column is ill when one of its maps has a longer one than a
/// fair hash gives at that size.
final class ChainHistogram {
    /// The longest of each column.
    private static final long[] LONGEST = {1, 2, 3, 4, 6, 8, 12, 16, 32, 128, Long.MAX_VALUE};

    private ChainHistogram() {}

    static Histogram of(List<MapSnapshot> maps) {
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index < LONGEST.length; index++) {
            columns.add(Column.empty(label(index), false));
        }
        for (MapSnapshot map : maps) {
            if (map.longestProbe().orElse(0) > 0) {
                int index = index(map.longestProbe().getAsLong());
                columns.set(index, columns.get(index).and(map.heldBytes(), map.collides()));
            }
        }
        return new Histogram("Bytes held by maps, by their longest chain", "longest chain or probe, entries", columns);
    }

    private static int index(long longest) {
        int index = 0;
        while (longest > LONGEST[index]) {
            index++;
        }
        return index;
    }

    private static String label(int index) {
        long first = index == 0 ? 1 : LONGEST[index - 1] + 1;
        if (index == LONGEST.length - 1) {
            return first + "+";
        }
        return first == LONGEST[index] ? Long.toString(first) : first + "–" + LONGEST[index];
    }
}
