package io.maphealth.sidecar.metrics;

import io.maphealth.core.Finding;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.protocol.SiteLabel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The series of sites.
final class SiteMeters {
    private final MultiGauge maps;
    private final MultiGauge entries;
    private final MultiGauge drift;
    private final MultiGauge held;
    private final MultiGauge needed;
    private final MultiGauge leakScore;
    private final AtomicLong dropped = new AtomicLong();
    private final Places sites = new Places();
    private final Places counted = new Places();

    SiteMeters(MeterRegistry registry) {
        maps = register(Metric.SITE_MAPS, registry);
        entries = register(Metric.SITE_ENTRIES, registry);
        drift = register(Metric.SITE_DRIFT_ENTRIES, registry);
        held = register(Metric.SITE_HELD_BYTES, registry);
        needed = register(Metric.SITE_NEEDED_BYTES, registry);
        leakScore = register(Metric.SITE_LEAK_SCORE, registry);
        Gauge.builder(Metric.SITES_DROPPED.registeredName(), dropped, AtomicLong::doubleValue)
                .description(Metric.SITES_DROPPED.meaning())
                .register(registry);
    }

    static MultiGauge register(Metric metric, MeterRegistry registry) {
        return MultiGauge.builder(metric.registeredName())
                .description(metric.meaning())
                .register(registry);
    }

    void show(SiteShortlist shortlist) {
        SiteShortlist.Shown shown = shortlist.shown();
        dropped.set(shown.dropped());
        sites.show(shown.sites());
        maps.register(sites.rows(SiteSnapshot::maps, Tags.empty()));
        drift.register(sites.rows(SiteMeters::drift, Tags.empty()));
        held.register(sites.rows(site -> OptionalLong.of(site.heldBytes()), Tags.empty()));
        needed.register(sites.rows(SiteSnapshot::neededBytes, Tags.empty()));

        counted.show(shortlist.shownByEntries().sites());
        List<MultiGauge.Row<?>> counts = counted.rows(SiteSnapshot::count, Tags.of("kind", "count"));
        counts.addAll(counted.rows(SiteSnapshot::iterated, Tags.of("kind", "iterated")));
        entries.register(counts);
    }

    /// Scores of the sites that were found to grow.
    void showLeaks(Map<SourceKind, List<Finding>> findings) {
        List<Scored> scores = new ArrayList<>();
        findings.forEach((source, active) -> active.forEach(finding -> {
            if (finding instanceof Finding.LeakGrowth leak) {
                scores.add(new Scored(source, leak));
            }
        }));
        scores.sort(Comparator.comparingDouble(Scored::score).reversed());
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        SeriesBudget.spend(scores, new SeriesBudget.Tagging<>(Scored::named, Scored::other))
                .forEach((tags, each) ->
                        rows.add(MultiGauge.Row.of(tags, each.getFirst().score())));
        leakScore.register(rows, true);
    }

    private static Tags tags(SourceKind source, String site) {
        return Tags.of("source", source.label(), "site", site);
    }

    private record Scored(SourceKind source, Finding.LeakGrowth leak) {
        private double score() {
            return leak.leakScore();
        }

        private Tags named() {
            return tags(source, SiteLabel.of(leak.verdict().site()));
        }

        private Tags other() {
            return tags(source, "other");
        }
    }

    private static OptionalLong drift(SiteSnapshot site) {
        return site.count().isPresent() && site.iterated().isPresent()
                ? OptionalLong.of(site.count().getAsLong() - site.iterated().getAsLong())
                : OptionalLong.empty();
    }

    /// A series reads its figure from a place that outlives the round, so that a scrape between two rounds never misses
    /// one.
    private static final class Places {
        private Map<Tags, AtomicReference<SiteSnapshot>> places = new HashMap<>();

        private void show(List<ShownSite> sites) {
            Map<Tags, AtomicReference<SiteSnapshot>> now = new HashMap<>();
            for (ShownSite site : sites) {
                Tags tags = tags(site.source(), SiteLabel.of(site.figures().site()));
                AtomicReference<SiteSnapshot> place = places.getOrDefault(tags, new AtomicReference<>(site.figures()));
                place.set(site.figures());
                now.putIfAbsent(tags, place);
            }
            places = now;
        }

        private List<MultiGauge.Row<?>> rows(Function<SiteSnapshot, OptionalLong> figure, Tags more) {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            ToDoubleFunction<AtomicReference<SiteSnapshot>> value =
                    place -> figure.apply(place.get()).orElse(0);
            places.forEach((tags, place) -> {
                if (figure.apply(place.get()).isPresent()) {
                    rows.add(MultiGauge.Row.of(tags.and(more), place, value));
                }
            });
            return rows;
        }
    }
}
