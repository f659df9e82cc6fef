package io.maphealth.operator.inject;

import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitorSpec;
import java.util.Optional;

/// Finds the monitor of a name, from memory as a rule: pods wait for it.
@FunctionalInterface
public interface Monitors {
    /// The monitor that needs not exist.
    String DEFAULT = "default";

    Optional<MapMonitorSpec> find(String namespace, String name);

    /// Whether Pod Security lets a container of root with SYS_PTRACE into a namespace; where it does not, such a pod
    /// would never start.
    default boolean allowsPrivilege(String namespace) {
        return true;
    }

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
