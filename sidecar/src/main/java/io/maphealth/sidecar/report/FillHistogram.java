package io.maphealth.sidecar.report;

import io.maphealth.core.Figures;
import io.maphealth.core.MapSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// How full the maps' tables are: a column for every tenth, and one for tables with as many entries as bins or more.
///
/// A column is as high as the bytes held by its maps, because a thousand empty small maps hurt nobody.
record FillHistogram(List<Column> columns) {
    private static final int TENTHS = 10;
    private static final int NEARLY_EMPTY_TENTHS = 3;
    private static final int HEIGHT = 150;
    private static final int STEP = 52;
    private static final int WIDTH = 44;
    private static final int FLOOR = 172;

    /// Maps of like fill.
    record Column(long maps, long heldBytes) {
        Column and(MapSnapshot map) {
            return new Column(maps + 1, heldBytes + map.heldBytes());
        }
    }

    static FillHistogram of(List<MapSnapshot> maps) {
        List<Column> columns = new ArrayList<>(Collections.nCopies(TENTHS + 1, new Column(0, 0)));
        for (MapSnapshot map : maps) {
            OptionalDouble fill = Known.fill(map);
            if (fill.isPresent()) {
                int index = (int) Math.clamp(fill.getAsDouble() * TENTHS, 0, TENTHS);
                columns.set(index, columns.get(index).and(map));
            }
        }
        return new FillHistogram(List.copyOf(columns));
    }

    /// How many maps have a known fill.
    long maps() {
        return columns.stream().mapToLong(Column::maps).sum();
    }

    void write(HtmlWriter html) {
        String title = "Bytes held by maps, by how full their tables are";
        html.open("svg", "viewBox", "0 0 580 210", "class", "histogram", "role", "img", "aria-label", title)
                .element("title", title);
        html.open("line", "x1", "0", "x2", "580", "y1", figure(FLOOR), "y2", figure(FLOOR), "class", "axis")
                .close();
        long highest = columns.stream().mapToLong(Column::heldBytes).max().orElse(0);
        for (int index = 0; index < columns.size(); index++) {
            write(html, index, Math.max(1, highest));
        }
        html.element("text", "fill of the table, %", "x", "286", "y", "206", "class", "caption")
                .close();
    }

    private void write(HtmlWriter html, int index, long highest) {
        Column column = columns.get(index);
        int left = index * STEP + 4;
        String middle = figure(left + WIDTH / 2);
        if (column.maps() > 0) {
            int top = FLOOR - Math.max(2, (int) (HEIGHT * column.heldBytes() / (double) highest));
            bar(html, index, left, top);
            html.element("text", Figures.number(column.maps()), "x", middle, "y", figure(top - 5));
        }
        html.element("text", label(index), "x", middle, "y", "188");
    }

    private void bar(HtmlWriter html, int index, int left, int top) {
        Column column = columns.get(index);
        String words =
                label(index) + " %: " + Figures.count(column.maps(), "map") + ", " + Figures.bytes(column.heldBytes());
        String part = index < NEARLY_EMPTY_TENTHS ? "ghost" : "needed";
        html.open(
                        "rect",
                        "class",
                        part,
                        "x",
                        figure(left),
                        "y",
                        figure(top),
                        "width",
                        figure(WIDTH),
                        "height",
                        figure(FLOOR - top),
                        "rx",
                        "2")
                .element("title", words)
                .close();
    }

    private static String label(int index) {
        return index == TENTHS ? "100+" : String.format(Locale.ROOT, "%d–%d", index * 10, index * 10 + 10);
    }

    private static String figure(int number) {
        return Integer.toString(number);
    }
}
