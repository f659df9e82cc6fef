package io.maphealth.operator.routing;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Whether monitors become AlertmanagerConfigs, and the labels by which Alertmanager selects them.
public record RoutingSettings(boolean enabled, Map<String, String> labels) {
    public RoutingSettings {
        labels = Map.copyOf(labels);
    }

    /// From the variables of the environment; the chart sets them from `alerts.alertmanagerConfigs`.
    public static RoutingSettings of(Map<String, String> environment) {
        return new RoutingSettings(
                Boolean.parseBoolean(environment.getOrDefault("MAPHEALTH_ALERTMANAGER_CONFIGS", "false")),
                Arrays.stream(environment
                                .getOrDefault("MAPHEALTH_ALERTMANAGER_CONFIG_LABELS", "")
                                .split(",", -1))
                        .map(label -> label.split("=", 2))
                        .filter(label -> label.length == 2)
                        .collect(Collectors.toMap(label -> label[0], label -> label[1])));
    }
}
