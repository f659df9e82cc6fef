package io.maphealth.operator.fleet;

import io.fabric8.kubernetes.api.model.Condition;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.SiteFinding;
import io.maphealth.operator.health.FindingReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The alerts of a workload, named and labelled as the rules of Prometheus do it. What a monitor silences is no alert.
record WorkloadAlerts(AlertSettings settings) {
    List<Alert> of(WorkloadHealth health) {
        List<Alert> alerts = new ArrayList<>();
        for (SiteFinding finding : health.status().findings()) {
            if (!FindingReason.isSilenced(finding)) {
                alerts.add(ofFinding(health, finding));
            }
        }
        for (Condition condition : health.status().conditions()) {
            if (Reason.SidecarMissing.name().equals(condition.getReason())) {
                alerts.add(ofMissing(health, condition));
            }
        }
        return List.copyOf(alerts);
    }

    private Alert ofFinding(WorkloadHealth health, SiteFinding finding) {
        String name = FindingReason.of(finding).name();
        Map<String, String> labels = labels(health, name, finding.severity());
        labels.put("site", finding.site());
        return new Alert(
                labels,
                annotations(
                        name,
                        "Something is wrong with a map.",
                        "%s (in %s)".formatted(finding.summary(), String.join(", ", finding.pods()))),
                Instant.parse(finding.since()));
    }

    private Alert ofMissing(WorkloadHealth health, Condition condition) {
        String name = "MaphealthSidecarMissing";
        return new Alert(
                labels(health, name, "warning"),
                annotations(name, "Pods that should be watched have no sidecar.", condition.getMessage()),
                Instant.parse(condition.getLastTransitionTime()));
    }

    private Map<String, String> labels(WorkloadHealth health, String name, String severity) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", name);
        labels.put("severity", severity);
        labels.put("team", health.team().isEmpty() ? settings.team() : health.team());
        labels.put("namespace", health.namespace());
        labels.put("workload", health.workload());
        return labels;
    }

    private Map<String, String> annotations(String name, String summary, String description) {
        return Map.of(
                "summary", summary,
                "description", description,
                "runbook_url", "%s/%s.html".formatted(settings.runbooks(), name));
    }
}
