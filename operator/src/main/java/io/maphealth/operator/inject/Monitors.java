package io.maphealth.operator.inject;

import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitorSpec;
import java.util.Optional;

/// Finds the monitor of a name; it must answer from memory.
@FunctionalInterface
public interface Monitors {
    /// The monitor that needs not exist.
    String DEFAULT = "default";

    Optional<MapMonitorSpec> find(String namespace, String name);

    /// The monitor of this name, or the standard one for `default`.
    default MapMonitorSpec get(String namespace, String name, MapMonitorSpec standard) throws RefusedException {
        Optional<MapMonitorSpec> found = find(namespace, name);
        if (found.isEmpty() && name.equals(DEFAULT)) {
            return standard;
        }
        return found.orElseThrow(() -> new RefusedException(
                Reason.MonitorNotFound,
                "namespace %s has no MapMonitor %s; make one, or name %s".formatted(namespace, name, DEFAULT)));
    }
}
