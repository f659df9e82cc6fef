package io.maphealth.operator.intake;

import io.maphealth.core.Finding;
import io.maphealth.operator.api.MapTotals;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.api.SiteFinding;
import io.maphealth.operator.api.SourceTrouble;
import io.maphealth.protocol.Look;
import io.maphealth.protocol.Report;
import io.maphealth.protocol.ReportedFinding;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A report as it is kept in a status: the most urgent findings, sums, and what could not be read.
final class ReportedHealth {
    private static final int MOST_FINDINGS = 5;
    private static final int MOST_TROUBLES = 5;
    private static final int MOST_TEXT = 512;

    private static final Comparator<ReportedFinding> URGENT_FIRST = Comparator.comparing(
                    (ReportedFinding it) -> it.finding().verdict().severity())
            .thenComparingDouble(it -> it.finding().verdict().confidence())
            .reversed()
            .thenComparing(it -> it.finding().verdict().site().name())
            .thenComparing(it -> it.finding().kind());

    private ReportedHealth() {}

    static PodHealth of(Report report, String podUid, Instant now) {
        return new PodHealth(
                podUid,
                report.reporter().container(),
                cut(report.sidecarVersion()),
                report.level(),
                report.startedAt().toString(),
                now.toString(),
                report.interval().toSeconds(),
                totals(report.looks()),
                report.findings().stream()
                        .filter(it -> it.state() != ReportedFinding.State.ENDED)
                        .sorted(URGENT_FIRST)
                        .limit(MOST_FINDINGS)
                        .map(it -> finding(it.finding()))
                        .toList(),
                report.failures().stream()
                        .limit(MOST_TROUBLES)
                        .map(it -> new SourceTrouble(it.source().label(), cut(it.reason()), cut(it.message())))
                        .toList());
    }

    private static SiteFinding finding(Finding found) {
        Map<String, Double> evidence = found.evidence().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().doubleValue()));
        return new SiteFinding(
                found.kind(),
                found.verdict().severity().label(),
                cut(found.verdict().site().name()),
                cut(found.verdict().site().type()),
                found.verdict().site().owner().map(ReportedHealth::cut).orElse(""),
                cut(found.summary()),
                evidence,
                found.verdict().confidence(),
                found.verdict().since().toString(),
                List.of());
    }

    /// Sources look at the same maps: the one that sees most counts.
    private static MapTotals totals(List<Look> looks) {
        return looks.stream()
                .map(look -> new MapTotals(
                        look.census().totals().maps().orElse(0),
                        look.census().totals().count().orElse(0),
                        look.census().totals().heldBytes(),
                        look.census().totals().neededBytes().orElse(0)))
                .max(Comparator.comparingLong(MapTotals::maps).thenComparingLong(MapTotals::heldBytes))
                .orElse(MapTotals.NONE);
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MOST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_TEXT));
    }
}
