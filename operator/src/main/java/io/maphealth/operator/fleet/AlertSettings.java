package io.maphealth.operator.fleet;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where alerts go, and who knows of them.
///
/// @param alertmanagers that the operator tells by itself; none where Prometheus does
/// @param prometheus that is asked which of the rules it has loaded
/// @param rules names of the alerts that it should have
/// @param team whose alerts are that name no team
/// @param runbooks the address that the names of runbooks are added to
public record AlertSettings(
        List<URI> alertmanagers, Optional<URI> prometheus, Set<String> rules, String team, String runbooks) {

    /// From the variables of the environment; the chart sets them from `alerts`.
    public static AlertSettings of(Map<String, String> environment) {
        return new AlertSettings(
                words(environment, "MAPHEALTH_ALERTMANAGER_URLS")
                        .map(URI::create)
                        .toList(),
                words(environment, "MAPHEALTH_PROMETHEUS_URL").map(URI::create).findFirst(),
                new TreeSet<>(words(environment, "MAPHEALTH_ALERT_RULES").toList()),
                environment.getOrDefault("MAPHEALTH_ALERT_TEAM", "unowned"),
                environment.getOrDefault("MAPHEALTH_RUNBOOKS", "https://maphealth.io/runbooks"));
    }

    private static Stream<String> words(Map<String, String> environment, String name) {
        return Arrays.stream(environment.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }
}
