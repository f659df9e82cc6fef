package io.maphealth.operator.inject;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.maphealth.core.detect.Threshold;
import io.maphealth.operator.api.MapMonitorSpec;
import io.maphealth.operator.api.Sources;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The environment of an injected sidecar; `reference/environment.md` says what each variable does.
final class SidecarEnvironment {
    private static final int PROBE_PERIOD_SECONDS = 10;
    private static final int PROBE_FAILURES = 3;

    private final List<EnvVar> variables = new ArrayList<>();

    private SidecarEnvironment() {}

    static List<EnvVar> of(Plan plan, InjectionSettings settings, SidecarPort port) {
        SidecarEnvironment environment = new SidecarEnvironment();
        environment.tellIdentity(settings);
        environment.tellTarget(plan, port);
        environment.tellSources(plan);
        environment.tellThresholds(plan.monitor());
        return List.copyOf(environment.variables);
    }

    private void tellIdentity(InjectionSettings settings) {
        ofField("MAPHEALTH_NAMESPACE", "metadata.namespace");
        ofField("MAPHEALTH_POD", "metadata.name");
        ofField("MAPHEALTH_POD_UID", "metadata.uid");
        set("MAPHEALTH_OPERATOR_URL", settings.operatorUrl());
        set("MAPHEALTH_OPERATOR_TOKEN_FILE", SidecarContainer.MOUNT + "/token");
        set("MAPHEALTH_OPERATOR_CA_FILE", SidecarContainer.MOUNT + "/ca.crt");
        settings.otlp().ifPresent(collector -> set("MAPHEALTH_OTLP_URL", collector.toString()));
    }

    private void tellTarget(Plan plan, SidecarPort port) {
        set("TARGET_CONTAINER", plan.target().getName());
        set("SCAN_INTERVAL_SEC", Long.toString(interval(plan).toSeconds()));
        set("MAPHEALTH_LEVEL", Integer.toString(plan.level()));
        set(
                "MAPHEALTH_RUNTIME",
                plan.wish().runtime().orElse(plan.monitor().runtime()).name());
        set("MAPHEALTH_HTTP_PORT", Integer.toString(port.number()));
        memoryLimit(plan).ifPresent(bytes -> set("MAPHEALTH_MEMORY_LIMIT_BYTES", Long.toString(bytes)));
        livenessBudget(plan)
                .ifPresent(budget -> set("MAPHEALTH_LIVENESS_BUDGET_SEC", Long.toString(budget.toSeconds())));
        set("MAPHEALTH_TEAM", plan.wish().team().orElse(plan.monitor().routing().team()));
    }

    private void tellSources(Plan plan) {
        Sources sources = plan.monitor().sources();
        Map<AnnotationKey, String> urls = plan.wish().urls();
        set("MAPHEALTH_PPROF_URL", urls.getOrDefault(AnnotationKey.PPROF_URL, sources.pprofUrl()));
        set("MAPHEALTH_EXPORTER_URL", urls.getOrDefault(AnnotationKey.EXPORTER_URL, sources.exporterUrl()));
        set("MAPHEALTH_HEAPDUMP_URL", urls.getOrDefault(AnnotationKey.HEAPDUMP_URL, sources.heapdumpUrl()));
        Intervals.read(sources.dumpInterval())
                .ifPresent(every -> set("MAPHEALTH_DUMP_INTERVAL_SEC", Long.toString(every.toSeconds())));
        set("MAPHEALTH_DUMP_ON_GROWTH", sources.dumpOnGrowth());
        if (sources.stopLimitMillis() > 0) {
            set("MAPHEALTH_STOP_LIMIT_MS", Integer.toString(sources.stopLimitMillis()));
        }
    }

    private void tellThresholds(MapMonitorSpec monitor) {
        for (Threshold threshold : Threshold.values()) {
            Optional.ofNullable(monitor.thresholds().get(name(threshold)))
                    .ifPresent(value -> set("MAPHEALTH_" + threshold.name(), plain(value)));
        }
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /// As monitors call it: `GHOST_ROUNDS` is `ghostRounds`.
    static String name(Threshold threshold) {
        String[] words = threshold.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder name = new StringBuilder(words[0]);
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return name.toString();
    }

    private static Duration interval(Plan plan) {
        return plan.wish()
                .interval()
                .or(() -> Intervals.read(plan.monitor().interval()))
                .orElse(Duration.ofSeconds(30));
    }

    private static Optional<Long> memoryLimit(Plan plan) {
        return Optional.ofNullable(plan.target().getResources())
                .map(ResourceRequirements::getLimits)
                .map(limits -> limits.get("memory"))
                .flatMap(SidecarEnvironment::bytes);
    }

    private static Optional<Long> bytes(Quantity quantity) {
        try {
            return Optional.of(quantity.getNumericalAmount().longValue()).filter(bytes -> bytes > 0);
        } catch (ArithmeticException | IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> livenessBudget(Plan plan) {
        return Optional.ofNullable(plan.target().getLivenessProbe())
                .map(SidecarEnvironment::budget)
                .filter(budget -> budget.compareTo(Duration.ofHours(1)) <= 0 && budget.isPositive());
    }

    private static Duration budget(Probe probe) {
        int period = Optional.ofNullable(probe.getPeriodSeconds()).orElse(PROBE_PERIOD_SECONDS);
        int failures = Optional.ofNullable(probe.getFailureThreshold()).orElse(PROBE_FAILURES);
        return Duration.ofSeconds((long) period * failures);
    }

    /// Nothing is set to nothing.
    private void set(String name, String value) {
        if (!value.isEmpty()) {
            variables.add(new EnvVarBuilder().withName(name).withValue(value).build());
        }
    }

    private void ofField(String name, String path) {
        variables.add(new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(path)
                .endFieldRef()
                .endValueFrom()
                .build());
    }
}
