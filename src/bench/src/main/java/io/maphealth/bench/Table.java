package io.maphealth.bench;

import java.util.List;
import java.util.stream.Collectors;

/// What one measurement found, as a Markdown table.
public record Table(String title, String method, List<String> columns, List<List<String>> rows) {
    String markdown() {
        String rule = columns.stream().map(_ -> "---").collect(Collectors.joining(" | ", "| ", " |"));
        String body = rows.stream().map(Table::row).collect(Collectors.joining("\n"));
        return method + "\n\n" + row(columns) + "\n" + rule + "\n" + body + "\n";
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
