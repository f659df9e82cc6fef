package io.maphealth.sidecar.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A table for a terminal: the first column takes the room that the others leave and shortens what does not fit.
final class TextTable<T> {
    private record Column<T>(String title, int width, Function<T, String> cell) {}

    private static final String GAP = "  ";
    private final String title;
    private final Function<T, String> name;
    private final List<Column<T>> figures = new ArrayList<>();

    TextTable(String title, Function<T, String> name) {
        this.title = title;
        this.name = name;
    }

    /// A column of figures, flush right; a figure wider than the column pushes the others.
    TextTable<T> figure(String heading, int width, Function<T, String> cell) {
        figures.add(new Column<>(heading, width, cell));
        return this;
    }

    List<String> lines(List<T> rows, int width) {
        int taken = figures.stream()
                .mapToInt(column -> column.width() + GAP.length())
                .sum();
        int room = width - taken;
        List<String> lines = new ArrayList<>();
        lines.add(line(title, room, Column::title));
        for (T row : rows) {
            lines.add(line(name.apply(row), room, column -> column.cell().apply(row)));
        }
        return lines;
    }

    private String line(String name, int room, Function<Column<T>, String> cell) {
        StringBuilder line = new StringBuilder(flushLeft(Names.shortened(name, room), room));
        for (Column<T> column : figures) {
            line.append(GAP).append(flushRight(cell.apply(column), column.width()));
        }
        return line.toString().stripTrailing();
    }

    private static String flushLeft(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }

    private static String flushRight(String text, int width) {
        return " ".repeat(Math.max(0, width - text.codePointCount(0, text.length()))) + text;
    }
}
