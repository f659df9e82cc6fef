package io.maphealth.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/// What a monitor asks for. Annotations of a pod go before it, but never beyond `allowedLevel`.
///
/// Absent text is empty; whatever else is absent has its default.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.level <= self.allowedLevel", message = "level must not be above allowedLevel")
@ValidationRule(value = "duration(self.interval) <= duration('24h')", message = "interval must not be above 24h")
public record MapMonitorSpec(
        @JsonPropertyDescription("How close sidecars come where a pod does not say: 1 HTTP only,"
                + " 2 memory of a process of the same user, 3 root with SYS_PTRACE")
        @Min(1)
        @Max(3)
        @Default("1")
        @PrinterColumn(name = "LEVEL")
        int level,

        @JsonPropertyDescription("The most that the annotation maphealth.io/level may ask for")
        @Min(1)
        @Max(3)
        @Default("1")
        @PrinterColumn(name = "ALLOWED")
        int allowedLevel,

        @JsonPropertyDescription("Time from one round to the next, such as 30s, 5m or 1h")
        @Pattern(INTERVAL)
        @Default("30s")
        @PrinterColumn(name = "INTERVAL")
        String interval,

        @JsonPropertyDescription("The runtime of targets") @Default("auto")
        RuntimeChoice runtime,

        @JsonPropertyDescription("The container to watch; absent: the pod's default container, else the first that is"
                + " no known sidecar")
        String container,

        @JsonPropertyDescription("Where targets answer, on the loopback that a sidecar shares with them")
        Sources sources,

        @JsonPropertyDescription("Detection thresholds by name, such as ghostRounds or leakLeastEntries")
        Map<String, Double> thresholds,

        @JsonPropertyDescription("Findings that nobody needs to hear of")
        List<Silence> silences,

        @JsonPropertyDescription("Resources of the sidecar; what is absent here is set to its default")
        ResourceRequirements resources,

        @JsonPropertyDescription("Whom findings concern") Routing routing,

        @JsonPropertyDescription("When a workload's own metadata is annotated: Automatic carries the annotation into"
                + " its pod template, Manual only reports RestartRequired")
        @Default("Automatic")
        Rollout rollout,

        @JsonPropertyDescription("What is done about pods that should have a sidecar and have none") @Default("Report")
        Repair repair) {

    public static final String DEFAULT_INTERVAL = "30s";

    static final String INTERVAL = "^[1-9][0-9]{0,4}[smh]$";

    public MapMonitorSpec {
        level = Absent.number(level, 1);
        allowedLevel = Absent.number(allowedLevel, 1);
        interval = Absent.text(interval, DEFAULT_INTERVAL);
        runtime = Absent.value(runtime, RuntimeChoice.auto);
        container = Absent.text(container, "");
        sources = Absent.value(sources, Sources.NONE);
        thresholds = Absent.map(thresholds);
        silences = Absent.list(silences);
        resources = Absent.value(resources, new ResourceRequirements());
        routing = Absent.value(routing, Routing.NOBODY);
        rollout = Absent.value(rollout, Rollout.Automatic);
        repair = Absent.value(repair, Repair.Report);
    }

    /// What holds where nobody wrote a monitor, with the most that this cluster allows.
    public static MapMonitorSpec standard(int allowedLevel) {
        return new MapMonitorSpec(
                1,
                allowedLevel,
                DEFAULT_INTERVAL,
                RuntimeChoice.auto,
                "",
                Sources.NONE,
                Map.of(),
                List.of(),
                new ResourceRequirements(),
                Routing.NOBODY,
                Rollout.Automatic,
                Repair.Report);
    }

    /// Runtimes, as written in annotations and in the sidecar's environment.
    public enum RuntimeChoice {
        auto,
        go,
        jvm,
        python
    }

    /// How annotations on a workload's own metadata reach its pods.
    public enum Rollout {
        Automatic,
        Manual
    }

    /// What the watchdog does.
    public enum Repair {
        Report,
        Evict,
        Rollout
    }
}
