package io.maphealth.operator.inject;

import io.maphealth.operator.api.MapMonitorSpec;
import java.util.Set;

/// What the operator was installed with: `image` and `pullPolicy` of the sidecar, where it reports to, the monitor that
/// holds where none is written, and the namespaces that are never touched.
public record InjectionSettings(
        String image, String pullPolicy, String operatorUrl, MapMonitorSpec standard, Set<String> excludedNamespaces) {
    public InjectionSettings {
        excludedNamespaces = Set.copyOf(excludedNamespaces);
    }
}
