package io.maphealth.it.demo;

import io.maphealth.core.Census;
import io.maphealth.core.Figures;
import io.maphealth.core.Finding;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sites of all watched programs that hold most or have a finding, as lines of text.
final class LiveTable {
    private static final int SITES = 3;
    private static final int NAME = 58;
    private static final String ROW = "%-12s %-" + NAME + "s %9s %9s %9s  %s";

    private LiveTable() {}

    static List<String> lines(List<Watched> all, Duration watched) {
        Stream<String> head = Stream.of(
                "watching for %d s".formatted(watched.toSeconds()),
                ROW.formatted("PROGRAM", "SITE", "ENTRIES", "HELD", "NEEDED", "FINDINGS"));
        return Stream.concat(head, all.stream().flatMap(LiveTable::rows)).toList();
    }

    private static Stream<String> rows(Watched watched) {
        if (watched.last().isEmpty()) {
            return Stream.of(ROW.formatted(watched.shop().name(), "(no look yet)", "", "", "", ""));
        }
        Census census = watched.last().get();
        Stream<SiteSnapshot> largest = census.sites().stream().limit(SITES);
        Stream<SiteSnapshot> found = census.sites().stream()
                .filter(site -> !kinds(watched, site.site()).isEmpty());
        return Stream.concat(largest, found).distinct().map(site -> row(watched, site));
    }

    private static String row(Watched watched, SiteSnapshot site) {
        return ROW.formatted(
                        watched.shop().name(),
                        Figures.oneLine(site.site().owner().orElse(site.site().type()), NAME),
                        figure(site.count(), Figures::number),
                        Figures.bytes(site.heldBytes()),
                        figure(site.neededBytes(), Figures::bytes),
                        kinds(watched, site.site()))
                .stripTrailing();
    }

    private static String kinds(Watched watched, Site site) {
        return watched.findings().stream()
                .filter(finding -> finding.verdict().site().equals(site))
                .map(Finding::kind)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String figure(OptionalLong value, LongFunction<String> words) {
        return value.isPresent() ? words.apply(value.getAsLong()) : "-";
    }
}
