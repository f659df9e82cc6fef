package io.maphealth.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// The health of the maps of one workload, which owns it.
@Group(MapMonitor.GROUP)
@Version(MapMonitor.VERSION)
@Plural("maphealths")
@ShortNames("mh")
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@SuppressWarnings("serial") // Kubernetes objects go over the wire as JSON only
public final class MapHealth extends CustomResource<MapHealthSpec, MapHealthStatus> implements Namespaced {
    @Override
    protected MapHealthStatus initStatus() {
        return MapHealthStatus.EMPTY;
    }
}
