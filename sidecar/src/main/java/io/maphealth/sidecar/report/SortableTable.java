package io.maphealth.sidecar.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A table whose rows a reader can sort and filter; without a script it is a table like any other.
final class SortableTable<T> {
    /// What a cell shows, and the number by which its column is sorted; unknown ones come last.
    record Figure(String text, double order, boolean bad) {
        static Figure number(OptionalLong number) {
            return new Figure(Known.number(number), number.isPresent() ? number.getAsLong() : -1, false);
        }

        static Figure bytes(OptionalLong bytes) {
            return new Figure(Known.bytes(bytes), bytes.isPresent() ? bytes.getAsLong() : -1, false);
        }

        static Figure percent(OptionalDouble share) {
            return new Figure(Known.percent(share), share.orElse(-1), false);
        }

        Figure badIf(boolean wrong) {
            return new Figure(text, order, wrong);
        }
    }

    private record Column<T>(String title, String meaning, Function<T, Figure> cell) {}

    private final String id;
    private final String nameTitle;
    private final BiConsumer<HtmlWriter, T> name;
    private final List<Column<T>> columns = new ArrayList<>();

    SortableTable(String id, String nameTitle, BiConsumer<HtmlWriter, T> name) {
        this.id = id;
        this.nameTitle = nameTitle;
        this.name = name;
    }

    SortableTable<T> column(String title, String meaning, Function<T, Figure> cell) {
        columns.add(new Column<>(title, meaning, cell));
        return this;
    }

    void write(HtmlWriter html, List<T> rows) {
        html.single(
                "input",
                "type",
                "search",
                "class",
                "filter",
                "data-table",
                id,
                "placeholder",
                "Filter",
                "aria-label",
                "Filter rows");
        html.open("div", "class", "scroll").open("table", "id", id);
        html.open("thead").open("tr");
        heading(html, nameTitle, "Sort by name", "text");
        for (Column<T> column : columns) {
            heading(html, column.title(), column.meaning(), "number");
        }
        html.close().close().line().open("tbody");
        for (T row : rows) {
            row(html, row);
        }
        html.close().close().close().line();
    }

    private static void heading(HtmlWriter html, String title, String meaning, String kind) {
        html.open("th", "scope", "col", "data-kind", kind)
                .element("button", title, "type", "button", "title", meaning)
                .close();
    }

    private void row(HtmlWriter html, T row) {
        html.open("tr").open("th", "scope", "row");
        name.accept(html, row);
        html.close();
        for (Column<T> column : columns) {
            Figure figure = column.cell().apply(row);
            html.element(
                    "td",
                    figure.text(),
                    "data-order",
                    Double.toString(figure.order()),
                    "class",
                    figure.bad() ? "bad" : "");
        }
        html.close().line();
    }
}
