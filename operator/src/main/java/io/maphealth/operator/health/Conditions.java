package io.maphealth.operator.health;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapTotals;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.api.SiteFinding;
import io.maphealth.operator.api.SourceTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The conditions of a MapHealth, the most telling first.
final class Conditions {
    static final String MAPS_HEALTHY = "MapsHealthy";
    static final String SIDECARS_INJECTED = "SidecarsInjected";
    static final String SOURCES_AVAILABLE = "SourcesAvailable";
    static final String SIDECARS_CURRENT = "SidecarsCurrent";
    static final String ALERTS_ARMED = "AlertsArmed";

    /// A new pod may be without one for a moment.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_MESSAGE = 1_024;

    private final Watched watched;
    private final Map<String, PodHealth> reports;
    private final List<SiteFinding> findings;

    Conditions(Watched watched, Map<String, PodHealth> reports, List<SiteFinding> findings) {
        this.watched = watched;
        this.reports = reports;
        this.findings = findings;
    }

    List<Condition> all() {
        return List.of(healthy(), injected(), available(), current(), armed());
    }

    private Condition healthy() {
        if (!findings.isEmpty()) {
            SiteFinding worst = findings.getFirst();
            String more = findings.size() == 1 ? "" : " (and %d more findings)".formatted(findings.size() - 1);
            return condition(MAPS_HEALTHY, "False", FindingReason.of(worst), worst.summary() + more);
        }
        if (reports.isEmpty()) {
            return condition(MAPS_HEALTHY, "Unknown", Reason.WaitingForReports, "no sidecar has reported yet");
        }
        boolean nothingSeen =
                reports.values().stream().allMatch(it -> it.totals().equals(MapTotals.NONE));
        return nothingSeen
                ? condition(MAPS_HEALTHY, "Unknown", Reason.WaitingForReports, "no sidecar has seen a map yet")
                : condition(MAPS_HEALTHY, "True", Reason.Healthy, "no finding in " + named(reports.size(), "pod"));
    }

    private Condition injected() {
        if (watched.refusal().isPresent()) {
            Watched.Refusal refusal = watched.refusal().get();
            return condition(SIDECARS_INJECTED, "False", refusal.reason(), refusal.message());
        }
        if (watched.manner() == Watched.Manner.ATTACHED) {
            int attached = watched.pods().size() - watched.missing().size();
            return condition(
                    SIDECARS_INJECTED, "True", Reason.Attached, "attached to " + named(attached, "running pod"));
        }
        List<Watched.WatchedPod> missing = watched.missing().stream()
                .filter(pod -> Duration.between(pod.createdAt(), watched.now()).compareTo(PATIENCE) > 0)
                .toList();
        if (missing.isEmpty()) {
            return condition(SIDECARS_INJECTED, "True", Reason.Injected, "every pod has its sidecar");
        }
        String names = missing.stream().limit(5).map(Watched.WatchedPod::name).collect(Collectors.joining(", "));
        return condition(
                SIDECARS_INJECTED,
                "False",
                Reason.SidecarMissing,
                "%d of %s were made without a sidecar: %s; they get one when they are made anew"
                        .formatted(missing.size(), named(watched.pods().size(), "pod"), names));
    }

    private Condition available() {
        for (Map.Entry<String, PodHealth> report : reports.entrySet()) {
            PodHealth health = report.getValue();
            if (health.isSilent(watched.now())) {
                return condition(
                        SOURCES_AVAILABLE,
                        "False",
                        Reason.SourceUnavailable,
                        "the sidecar of pod %s has said nothing since %s"
                                .formatted(report.getKey(), health.lastSeen()));
            }
            Optional<SourceTrouble> trouble = health.failures().stream().findFirst();
            if (trouble.isPresent()) {
                return condition(
                        SOURCES_AVAILABLE,
                        "False",
                        reason(trouble.get()),
                        "%s in pod %s: %s"
                                .formatted(
                                        trouble.get().source(),
                                        report.getKey(),
                                        trouble.get().message()));
            }
        }
        return reports.isEmpty()
                ? condition(SOURCES_AVAILABLE, "Unknown", Reason.WaitingForReports, "no sidecar has reported yet")
                : condition(SOURCES_AVAILABLE, "True", Reason.Reporting, "every source can be read");
    }

    private static Reason reason(SourceTrouble trouble) {
        return switch (trouble.reason()) {
            case "unreachable" -> Reason.PortNotListening;
            case "refused" -> Reason.DumpRefused;
            default -> Reason.SourceUnavailable;
        };
    }

    private Condition current() {
        List<String> outdated = reports.entrySet().stream()
                .filter(it -> !it.getValue().sidecarVersion().equals(watched.version()))
                .map(Map.Entry::getKey)
                .toList();
        return outdated.isEmpty()
                ? condition(SIDECARS_CURRENT, "True", Reason.Reporting, "every sidecar is of this version")
                : condition(
                        SIDECARS_CURRENT,
                        "False",
                        Reason.SidecarOutdated,
                        "%s with a sidecar of another version than %s; restart them when it suits you"
                                .formatted(named(outdated.size(), "pod"), watched.version()));
    }

    private Condition armed() {
        return condition(
                ALERTS_ARMED,
                watched.armed().status(),
                watched.armed().reason(),
                watched.armed().message());
    }

    private Condition condition(String type, String status, Reason reason, String message) {
        String since = watched.condition(type)
                .filter(before -> status.equals(before.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElse(watched.now().toString());
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason.name())
                .withMessage(message.length() <= MOST_MESSAGE ? message : message.substring(0, MOST_MESSAGE))
                .withLastTransitionTime(since)
                .withObservedGeneration(watched.generation())
                .build();
    }

    private static String named(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
