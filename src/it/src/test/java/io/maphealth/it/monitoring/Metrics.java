package io.maphealth.it.monitoring;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Every metric that sidecar and operator export, by the reference pages that are printed from their code.
record Metrics(Set<String> names) {
    private static final Pattern ROW = Pattern.compile("^\\| `(maphealth_\\w+)` \\| (\\w+) \\|", Pattern.MULTILINE);
    // a name that follows a colon is part of a recorded one
    private static final Pattern NAME = Pattern.compile("(?<![:\\w])maphealth_\\w+");

    static Metrics exported() throws IOException {
        Path pages = Examples.root().resolve("src/site/markdown/reference");
        Set<String> names = new TreeSet<>();
        for (String page : List.of("metrics.md", "operator-metrics.md")) {
            Matcher row = ROW.matcher(Files.readString(pages.resolve(page)));
            while (row.find()) {
                names.addAll(series(row.group(1), row.group(2)));
            }
        }
        return new Metrics(names);
    }

    /// Our names in a query that nobody exports.
    Set<String> unknownIn(String query) {
        return NAME.matcher(query)
                .results()
                .map(match -> match.group())
                .filter(name -> !names.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> series(String name, String type) {
        return switch (type) {
            case "summary" -> List.of(name + "_sum", name + "_count", name + "_max");
            case "histogram" -> List.of(name + "_sum", name + "_count", name + "_max", name + "_bucket");
            default -> List.of(name);
        };
    }
}
