package io.maphealth.sidecar.report;

import io.maphealth.core.Figures;
import java.util.List;

/// Columns of maps that are alike in something, as one picture.
///
/// A column is as high as the bytes held by its maps, because a thousand empty small maps hurt nobody; the figure on it
/// is how many there are.
record Histogram(String title, String caption, List<Column> columns) {
    private static final int HEIGHT = 150;
    private static final int STEP = 52;
    private static final int WIDTH = 44;
    private static final int FLOOR = 172;

    /// Maps that are alike, and whether they are ill for it.
    record Column(String label, long maps, long heldBytes, boolean ill) {
        static Column empty(String label, boolean ill) {
            return new Column(label, 0, 0, ill);
        }

        Column and(long moreBytes, boolean illToo) {
            return new Column(label, maps + 1, heldBytes + moreBytes, ill || illToo);
        }
    }

    Histogram {
        columns = List.copyOf(columns);
    }

    /// How many maps there are in it.
    long maps() {
        return columns.stream().mapToLong(Column::maps).sum();
    }

    void write(HtmlWriter html) {
        html.open("svg", "viewBox", "0 0 580 210", "class", "histogram", "role", "img", "aria-label", title)
                .element("title", title);
        html.open("line", "x1", "0", "x2", "580", "y1", figure(FLOOR), "y2", figure(FLOOR), "class", "axis")
                .close();
        long highest = columns.stream().mapToLong(Column::heldBytes).max().orElse(0);
        for (int index = 0; index < columns.size(); index++) {
            write(html, index, Math.max(1, highest));
        }
        html.element("text", caption, "x", "286", "y", "206", "class", "caption")
                .close();
    }

    private void write(HtmlWriter html, int index, long highest) {
        Column column = columns.get(index);
        int left = index * STEP + 4;
        String middle = figure(left + WIDTH / 2);
        if (column.maps() > 0) {
            int top = FLOOR - Math.max(2, (int) (HEIGHT * column.heldBytes() / (double) highest));
            bar(html, column, left, top);
            html.element("text", Figures.number(column.maps()), "x", middle, "y", figure(top - 5));
        }
        html.element("text", column.label(), "x", middle, "y", "188");
    }

    private static void bar(HtmlWriter html, Column column, int left, int top) {
        String words =
                column.label() + ": " + Figures.count(column.maps(), "map") + ", " + Figures.bytes(column.heldBytes());
        html.open(
                        "rect",
                        "class",
                        column.ill() ? "ghost" : "needed",
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

    private static String figure(int number) {
        return Integer.toString(number);
    }
}
