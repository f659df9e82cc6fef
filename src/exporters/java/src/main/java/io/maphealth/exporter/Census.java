package io.maphealth.exporter;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One look at all registered maps. `maps` and `sites` come largest first and may be cut, `totals` cover everything;
/// `incompleteReason` says which map was not seen and why.
public record Census(
        Instant takenAt,
        Duration duration,
        String name,
        Optional<String> incompleteReason,
        Figures totals,
        List<MapEntry> maps,
        List<SiteEntry> sites) {
    private static final Comparator<MapEntry> LARGEST_FIRST = Comparator.<MapEntry>comparingLong(
                    map -> -map.heldBytes().orElse(0))
            .thenComparing(MapEntry::id);
    private static final Comparator<SiteEntry> LARGEST_SITE_FIRST = Comparator.<SiteEntry>comparingLong(
                    site -> -site.figures().heldBytes().orElse(0))
            .thenComparing(SiteEntry::site);

    static Census of(Moment moment, String name, List<MapEntry> maps, List<String> problems) {
        return new Census(
                moment.takenAt(),
                moment.duration(),
                name,
                reason(problems, maps.size()),
                Figures.of(maps),
                maps.stream().sorted(LARGEST_FIRST).toList(),
                sites(maps));
    }

    /// When a look began and how long it took.
    record Moment(Instant takenAt, Duration duration) {}

    /// As `maphealth.census/v1`.
    public String json() {
        return new CensusJson().write(this);
    }

    /// The same with at most so many maps and sites; 0 keeps all. A map that drifted is never cut.
    public Census top(int most) {
        if (most == 0) {
            return this;
        }
        List<MapEntry> largest = Stream.concat(
                        maps.stream().limit(most), maps.stream().skip(most).filter(MapEntry::drifted))
                .toList();
        List<SiteEntry> largestSites = sites.stream().limit(most).toList();
        return new Census(takenAt, duration, name, incompleteReason, totals, largest, largestSites);
    }

    private static List<SiteEntry> sites(List<MapEntry> maps) {
        Map<String, List<MapEntry>> members =
                maps.stream().collect(Collectors.groupingBy(MapEntry::site, LinkedHashMap::new, Collectors.toList()));
        return members.values().stream()
                .map(Census::site)
                .sorted(LARGEST_SITE_FIRST)
                .toList();
    }

    private static SiteEntry site(List<MapEntry> maps) {
        MapEntry one = maps.get(0);
        boolean oversized = maps.stream().anyMatch(MapEntry::oversized);
        return new SiteEntry(one.site(), one.type(), one.owner(), oversized, Figures.of(maps));
    }

    private static Optional<String> reason(List<String> problems, int maps) {
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(problems.get(0)
                        + (problems.size() == 1
                                ? ""
                                : " (and " + (problems.size() - 1) + " more of " + maps + " maps)"));
    }
}
