package io.maphealth.sidecar.metrics;

import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.protocol.SiteLabel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// The series of findings while they last: one for each kind at a site, and beside it the figures that say how bad it
/// is. The most urgent are told by name, all others of a kind together under the site `other`.
final class FindingMeters {
    private static final Comparator<Told> MOST_URGENT_FIRST = Comparator.comparing(
                    (Told told) -> told.finding().verdict().severity())
            .thenComparingDouble(told -> told.finding().verdict().confidence())
            .reversed();

    private final MultiGauge active;
    private final Map<FindingFigure, MultiGauge> figures = new EnumMap<>(FindingFigure.class);
    private final String team;
    private Map<Tags, AtomicReference<Map<FindingFigure, Double>>> shown = new HashMap<>();

    FindingMeters(MeterRegistry registry, String team) {
        this.active = SiteMeters.register(Metric.FINDING_ACTIVE, registry);
        this.team = team;
        for (FindingFigure figure : FindingFigure.values()) {
            figures.put(figure, SiteMeters.register(figure.metric(), registry));
        }
    }

    void show(Map<SourceKind, List<Finding>> findings) {
        Map<Tags, AtomicReference<Map<FindingFigure, Double>>> now = new HashMap<>();
        worst(findings).forEach((tags, values) -> {
            // a series keeps its place, so that a scrape between two rounds never misses it
            AtomicReference<Map<FindingFigure, Double>> place = shown.getOrDefault(tags, new AtomicReference<>(values));
            place.set(values);
            now.put(tags, place);
        });
        shown = now;
        active.register(
                now.keySet().stream().map(tags -> MultiGauge.Row.of(tags, 1)).toList());
        figures.forEach((figure, gauge) -> gauge.register(rows(figure)));
    }

    private Map<Tags, Map<FindingFigure, Double>> worst(Map<SourceKind, List<Finding>> findings) {
        List<Told> told = new ArrayList<>();
        findings.forEach((source, each) -> each.forEach(finding -> told.add(new Told(source, finding))));
        told.sort(MOST_URGENT_FIRST);
        Map<Tags, Map<FindingFigure, Double>> series = new LinkedHashMap<>();
        SeriesBudget.spend(told, new SeriesBudget.Tagging<>(this::named, this::other))
                .forEach((tags, each) -> each.forEach(one ->
                        merge(series.computeIfAbsent(tags, _ -> new EnumMap<>(FindingFigure.class)), one)));
        return series;
    }

    private static void merge(Map<FindingFigure, Double> values, Told told) {
        for (FindingFigure figure : FindingFigure.values()) {
            figure.of(told.finding()).ifPresent(value -> values.merge(figure, value, figure::worse));
        }
    }

    private Tags named(Told told) {
        return tags(told, SiteLabel.of(told.finding().verdict().site()));
    }

    private Tags other(Told told) {
        return tags(told, "other");
    }

    private Tags tags(Told told, String site) {
        return Tags.of(
                "source", told.source().label(),
                "finding", told.finding().kind(),
                "severity", told.finding().verdict().severity().label(),
                "site", site,
                "team", team);
    }

    private List<MultiGauge.Row<?>> rows(FindingFigure figure) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        shown.forEach((tags, place) -> {
            if (place.get().containsKey(figure)) {
                rows.add(MultiGauge.Row.of(tags, place, it -> it.get().getOrDefault(figure, Double.NaN)));
            }
        });
        return rows;
    }

    private record Told(SourceKind source, Finding finding) {}
}
