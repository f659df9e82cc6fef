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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The series of sites. A series reads its figure from a place that outlives the round, so that a scrape between two
/// rounds never misses one.
final class SiteMeters {
    private final MultiGauge maps;
    private final MultiGauge entries;
    private final MultiGauge drift;
    private final MultiGauge held;
    private final MultiGauge needed;
    private final MultiGauge leakScore;
    private final AtomicLong dropped = new AtomicLong();
    private Map<Tags, AtomicReference<SiteSnapshot>> figures = new HashMap<>();

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

    void show(SiteShortlist.Shown shown) {
        dropped.set(shown.dropped());
        Map<Tags, AtomicReference<SiteSnapshot>> now = new HashMap<>();
        for (ShownSite site : shown.sites()) {
            Tags tags = Tags.of(
                    "source",
                    site.source().label(),
                    "site",
                    SiteLabel.of(site.figures().site()));
            AtomicReference<SiteSnapshot> place = figures.getOrDefault(tags, new AtomicReference<>(site.figures()));
            place.set(site.figures());
            now.putIfAbsent(tags, place);
        }
        figures = now;
        maps.register(rows(SiteSnapshot::maps, Tags.empty()));
        List<MultiGauge.Row<?>> counts = rows(SiteSnapshot::count, Tags.of("kind", "count"));
        counts.addAll(rows(SiteSnapshot::iterated, Tags.of("kind", "iterated")));
        entries.register(counts);
        drift.register(rows(SiteMeters::drift, Tags.empty()));
        held.register(rows(site -> OptionalLong.of(site.heldBytes()), Tags.empty()));
        needed.register(rows(SiteSnapshot::neededBytes, Tags.empty()));
    }

    /// Scores of the sites that were found to grow.
    void showLeaks(Map<SourceKind, List<Finding>> findings) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        findings.forEach((source, active) -> active.forEach(finding -> {
            if (finding instanceof Finding.LeakGrowth leak) {
                String site = SiteLabel.of(leak.verdict().site());
                rows.add(MultiGauge.Row.of(Tags.of("source", source.label(), "site", site), leak.leakScore()));
            }
        }));
        leakScore.register(rows, true);
    }

    private List<MultiGauge.Row<?>> rows(Function<SiteSnapshot, OptionalLong> figure, Tags more) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        ToDoubleFunction<AtomicReference<SiteSnapshot>> value =
                place -> figure.apply(place.get()).orElse(0);
        figures.forEach((tags, place) -> {
            if (figure.apply(place.get()).isPresent()) {
                rows.add(MultiGauge.Row.of(tags.and(more), place, value));
            }
        });
        return rows;
    }

    private static OptionalLong drift(SiteSnapshot site) {
        return site.count().isPresent() && site.iterated().isPresent()
                ? OptionalLong.of(site.count().getAsLong() - site.iterated().getAsLong())
                : OptionalLong.empty();
    }
}
