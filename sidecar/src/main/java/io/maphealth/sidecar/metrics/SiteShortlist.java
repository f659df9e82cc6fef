package io.maphealth.sidecar.metrics;

import io.maphealth.core.Census;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which sites get series of their own: of all sources together, those that hold the most bytes.
///
/// A site that a source no longer finds keeps its last figures for [#LOOKS_KEPT] looks of that source, so that one look
/// that misses it does not break its series. For one thread.
final class SiteShortlist {
    static final int MOST = 20;
    static final int LOOKS_KEPT = 3;

    private static final Comparator<ShownSite> LARGEST_FIRST = Comparator.comparingLong(
                    (ShownSite shown) -> shown.figures().heldBytes())
            .reversed()
            .thenComparing(shown -> shown.figures().site().name())
            .thenComparing(ShownSite::source);

    private final Map<SourceKind, Census> censuses = new EnumMap<>(SourceKind.class);
    private final Map<SourceKind, Map<Site, Remembered>> remembered = new EnumMap<>(SourceKind.class);

    /// What to show now: the shortlist, what is beyond it added up for each source, and how many sites that is.
    record Shown(List<ShownSite> sites, long dropped) {}

    void looked(SourceKind source, Census census) {
        Map<Site, Remembered> before = remembered.getOrDefault(source, Map.of());
        Map<Site, Remembered> now = new HashMap<>();
        int rank = 0;
        for (SiteSnapshot site : census.sites()) {
            boolean wanted = rank++ < MOST || before.containsKey(site.site());
            if (wanted && !site.site().equals(Site.OTHER) && now.size() < 2 * MOST) {
                now.put(site.site(), new Remembered(site, 0));
            }
        }
        before.forEach((site, last) -> {
            if (last.looksMissed() + 1 < LOOKS_KEPT && !now.containsKey(site)) {
                now.put(site, new Remembered(last.figures(), last.looksMissed() + 1));
            }
        });
        censuses.put(source, census);
        remembered.put(source, now);
    }

    void forget() {
        censuses.clear();
        remembered.clear();
    }

    /// For metrics with one series a site.
    Shown shown() {
        return shown(SeriesBudget.MOST, _ -> true);
    }

    /// For a metric with two series a site, of those whose entries are known.
    Shown shownByEntries() {
        return shown(SeriesBudget.MOST / 2, site -> site.count().isPresent());
    }

    /// As many by name as leave room for what is added up, of each source.
    private Shown shown(int most, Predicate<SiteSnapshot> wanted) {
        int names = Math.min(MOST, most);
        Shown shown = cut(names, wanted);
        while (shown.sites().size() > most) {
            shown = cut(--names, wanted);
        }
        return shown;
    }

    private Shown cut(int names, Predicate<SiteSnapshot> wanted) {
        List<ShownSite> sites = new ArrayList<>();
        remembered.forEach((source, each) -> each.values().stream()
                .map(Remembered::figures)
                .filter(wanted)
                .forEach(site -> sites.add(new ShownSite(source, site))));
        List<ShownSite> shortlist = new ArrayList<>(
                sites.stream().sorted(LARGEST_FIRST).limit(names).toList());
        long dropped = 0;
        List<ShownSite> others = new ArrayList<>();
        for (Map.Entry<SourceKind, Census> each : censuses.entrySet()) {
            List<SiteSnapshot> rest = beyond(each.getKey(), each.getValue(), shortlist).stream()
                    .filter(wanted)
                    .toList();
            dropped += rest.size();
            SiteSum.of(rest).ifPresent(sum -> others.add(new ShownSite(each.getKey(), sum)));
        }
        shortlist.addAll(others);
        return new Shown(shortlist, dropped);
    }

    private static List<SiteSnapshot> beyond(SourceKind source, Census census, List<ShownSite> shortlist) {
        Set<Site> named = new HashSet<>();
        shortlist.stream()
                .filter(shown -> shown.source() == source)
                .forEach(shown -> named.add(shown.figures().site()));
        return census.sites().stream()
                .filter(site -> !named.contains(site.site()))
                .toList();
    }

    private record Remembered(SiteSnapshot figures, int looksMissed) {}
}
