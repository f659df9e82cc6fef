package io.maphealth.operator.api;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// How the pods that name this monitor are watched. The one called `default` needs not exist.
@Group(MapMonitor.GROUP)
@Version(MapMonitor.VERSION)
@ShortNames("mm")
@SuppressWarnings("serial") // Kubernetes objects go over the wire as JSON only
public final class MapMonitor extends CustomResource<MapMonitorSpec, MapMonitorStatus> implements Namespaced {
    public static final String GROUP = "maphealth.io";
    public static final String VERSION = "v1alpha1";

    @Override
    protected MapMonitorSpec initSpec() {
        return MapMonitorSpec.standard(1);
    }

    @Override
    protected MapMonitorStatus initStatus() {
        return MapMonitorStatus.EMPTY;
    }
}
