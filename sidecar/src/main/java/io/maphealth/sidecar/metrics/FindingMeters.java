package io.maphealth.sidecar.metrics;

import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One series for each kind of finding at a site while it lasts; beyond [#MOST] they go under the site `other`.
final class FindingMeters {
    static final int MOST = 50;

    private final MultiGauge active;
    private final String team;

    FindingMeters(MeterRegistry registry, String team) {
        this.active = SiteMeters.register(Metric.FINDING_ACTIVE, registry);
        this.team = team;
    }

    void show(Map<SourceKind, List<Finding>> findings) {
        Set<Tags> series = new LinkedHashSet<>();
        findings.forEach((source, each) -> each.forEach(finding -> {
            String site = series.size() < MOST ? LabelText.of(finding.verdict().site()) : "other";
            series.add(Tags.of(
                    "source", source.label(),
                    "finding", finding.kind(),
                    "severity", finding.verdict().severity().label(),
                    "site", site,
                    "team", team));
        }));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        series.forEach(tags -> rows.add(MultiGauge.Row.of(tags, 1)));
        active.register(rows);
    }
}
