package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.maphealth.operator.api.MapHealthSpec;
import java.util.Locale;

/// A workload by name: what a MapHealth is about, and what owns it.
public record WorkloadRef(String apiVersion, String kind, String namespace, String name, String uid) {
    private static final int MOST_NAME = 253;

    /// The name of its MapHealth.
    public String healthName() {
        String full = kind.toLowerCase(Locale.ROOT) + "-" + name;
        return full.length() <= MOST_NAME ? full : full.substring(0, MOST_NAME);
    }

    public MapHealthSpec spec() {
        return new MapHealthSpec(apiVersion, kind, name);
    }

    /// For Events.
    public ObjectReference reference() {
        return new ObjectReferenceBuilder()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withNamespace(namespace)
                .withName(name)
                .withUid(uid)
                .build();
    }

    public OwnerReference ownerReference() {
        return new OwnerReferenceBuilder()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withName(name)
                .withUid(uid)
                .withController(true)
                .build();
    }
}
