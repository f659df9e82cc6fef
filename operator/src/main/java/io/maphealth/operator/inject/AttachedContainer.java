package io.maphealth.operator.inject;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.EphemeralContainerBuilder;
import java.util.List;
import java.util.stream.Stream;

/// The sidecar as an ephemeral container of a pod that runs. Such a container may have no ports, no resources and no
/// volume of its own, so that its pass and whom it trusts are in its environment.
final class AttachedContainer {
    private AttachedContainer() {}

    static EphemeralContainer of(Plan plan, InjectionSettings settings, String pass) {
        Container sidecar = SidecarContainer.of(plan, settings);
        return new EphemeralContainerBuilder()
                .withName(SidecarContainer.NAME)
                .withTargetContainerName(plan.target().getName())
                .withImage(sidecar.getImage())
                .withImagePullPolicy(sidecar.getImagePullPolicy())
                .withArgs(sidecar.getArgs())
                .withEnv(environment(sidecar, pass))
                .withSecurityContext(sidecar.getSecurityContext())
                .build();
    }

    private static List<EnvVar> environment(Container sidecar, String pass) {
        EnvVar token = new EnvVarBuilder()
                .withName("MAPHEALTH_OPERATOR_TOKEN")
                .withValue(pass)
                .build();
        EnvVar trust = new EnvVarBuilder()
                .withName("MAPHEALTH_OPERATOR_CA")
                .withNewValueFrom()
                .withNewConfigMapKeyRef("ca.crt", SidecarContainer.TRUST, true)
                .endValueFrom()
                .build();
        return Stream.concat(sidecar.getEnv().stream().filter(AttachedContainer::isNoFile), Stream.of(token, trust))
                .toList();
    }

    private static boolean isNoFile(EnvVar variable) {
        return !variable.getName().endsWith("_FILE");
    }
}
