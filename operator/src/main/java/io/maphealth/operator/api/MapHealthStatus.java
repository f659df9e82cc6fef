package io.maphealth.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;

/// What is known of a workload's maps. `pods` is written by the intake, one key a pod; all else by the leader.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MapHealthStatus(
        long observedGeneration,

        @JsonPropertyDescription("The most urgent reason, such as Healthy or MapLeakSuspected")
        @PrinterColumn(name = "STATE")
        String state,

        @JsonPropertyDescription("Pods that report, of those that there are") @PrinterColumn(name = "PODS")
        String reporting,

        @JsonPropertyDescription("The highest level at which a sidecar works")
        @PrinterColumn(name = "LEVEL", priority = 1)
        int level,

        @JsonPropertyDescription("The monitor that holds") @PrinterColumn(name = "MONITOR", priority = 1)
        String monitor,

        @JsonPropertyDescription("The site of the most urgent finding") @PrinterColumn(name = "MAP")
        String map,

        @JsonPropertyDescription("What is wrong with it, with numbers") @PrinterColumn(name = "FINDING")
        String finding,

        @JsonPropertyDescription("The team that owns the workload")
        String team,

        @JsonPropertyDescription("Pods that should have a sidecar and have none")
        int podsWithoutSidecar,

        @JsonPropertyDescription("All maps of the pods that report")
        MapTotals totals,

        @JsonPropertyDescription("The most urgent findings, then those that are silenced")
        List<SiteFinding> findings,

        List<Condition> conditions,

        @JsonPropertyDescription("What each pod reported last, by the pod's name")
        Map<String, PodHealth> pods) {

    public static final MapHealthStatus EMPTY =
            new MapHealthStatus(0, "", "", 0, "", "", "", "", 0, MapTotals.NONE, List.of(), List.of(), Map.of());

    public MapHealthStatus {
        state = Absent.text(state, "");
        reporting = Absent.text(reporting, "");
        monitor = Absent.text(monitor, "");
        map = Absent.text(map, "");
        finding = Absent.text(finding, "");
        team = Absent.text(team, "");
        totals = Absent.value(totals, MapTotals.NONE);
        findings = Absent.list(findings);
        conditions = Absent.list(conditions);
        pods = Absent.map(pods);
    }
}
