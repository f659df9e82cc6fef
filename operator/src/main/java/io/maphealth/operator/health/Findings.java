package io.maphealth.operator.health;

import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.api.SiteFinding;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Findings of many pods put together: one a kind and site, told as the pod that has it worst.
final class Findings {
    private static final Map<String, Integer> URGENCY = Map.of("critical", 3, "warning", 2, "info", 1);
    private static final Comparator<SiteFinding> WORST_FIRST = Comparator.comparingInt(Findings::urgency)
            .thenComparingDouble(SiteFinding::confidence)
            .reversed()
            .thenComparing(SiteFinding::site)
            .thenComparing(SiteFinding::kind);

    private Findings() {}

    static List<SiteFinding> together(Map<String, PodHealth> pods) {
        SequencedMap<String, SiteFinding> bySite = new TreeMap<>();
        new TreeMap<>(pods)
                .forEach((pod, health) -> health.findings()
                        .forEach(found -> bySite.merge(key(found), of(found, List.of(pod)), Findings::merged)));
        return bySite.values().stream().sorted(WORST_FIRST).toList();
    }

    /// The same finding, whoever has it.
    static String key(SiteFinding found) {
        return found.kind() + " " + found.site();
    }

    static SiteFinding silenced(SiteFinding found) {
        return with(found, FindingReason.SILENCED, found.pods());
    }

    private static SiteFinding merged(SiteFinding one, SiteFinding other) {
        List<String> both = Stream.concat(one.pods().stream(), other.pods().stream())
                .sorted()
                .distinct()
                .toList();
        return of(WORST_FIRST.compare(one, other) <= 0 ? one : other, both);
    }

    private static SiteFinding of(SiteFinding found, List<String> pods) {
        return with(found, found.severity(), pods);
    }

    private static SiteFinding with(SiteFinding found, String severity, List<String> pods) {
        return new SiteFinding(
                found.kind(),
                severity,
                found.site(),
                found.type(),
                found.owner(),
                found.summary(),
                found.evidence(),
                found.confidence(),
                found.since(),
                pods);
    }

    private static int urgency(SiteFinding found) {
        return URGENCY.getOrDefault(found.severity(), 0);
    }
}
