package io.maphealth.operator.inject;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The container that is added to a pod, and its volume: who it is to the operator, and whom it trusts.
final class SidecarContainer {
    static final String NAME = "maphealth";
    static final String VOLUME = "maphealth-identity";
    static final String MOUNT = "/var/run/maphealth";
    static final String AUDIENCE = "maphealth";

    /// In every namespace with watched pods, written by the operator; pods start without it, too.
    static final String TRUST = "maphealth-trust";

    private static final long NOBODY = 65_532;
    private static final long TOKEN_SECONDS = 3_600;
    private static final Map<String, Quantity> REQUESTS =
            Map.of("cpu", new Quantity("10m"), "memory", new Quantity("96Mi"));
    private static final Map<String, Quantity> LIMITS = Map.of("memory", new Quantity("256Mi"));

    private SidecarContainer() {}

    static Container of(Plan plan, InjectionSettings settings) {
        SidecarPort port = SidecarPort.of(plan.pod());
        ContainerBuilder sidecar = new ContainerBuilder()
                .withName(NAME)
                .withImage(settings.image())
                .withImagePullPolicy(settings.pullPolicy())
                .withArgs("sidecar")
                .withRestartPolicy("Always")
                .withEnv(SidecarEnvironment.of(plan, settings, port))
                .withResources(resources(plan.monitor().resources()))
                .withSecurityContext(security(plan))
                .withVolumeMounts(new VolumeMountBuilder()
                        .withName(VOLUME)
                        .withMountPath(MOUNT)
                        .withReadOnly(true)
                        .build());
        if (port.declared()) {
            sidecar.withPorts(new ContainerPortBuilder()
                    .withName(NAME)
                    .withContainerPort(port.number())
                    .withProtocol("TCP")
                    .build());
        }
        return sidecar.build();
    }

    static Volume volume() {
        return new VolumeBuilder()
                .withName(VOLUME)
                .withNewProjected()
                .addNewSource()
                .withNewServiceAccountToken()
                .withAudience(AUDIENCE)
                .withExpirationSeconds(TOKEN_SECONDS)
                .withPath("token")
                .endServiceAccountToken()
                .endSource()
                .addNewSource()
                .withNewConfigMap()
                .withName(TRUST)
                .withOptional(true)
                .addNewItem()
                .withKey("ca.crt")
                .withPath("ca.crt")
                .endItem()
                .endConfigMap()
                .endSource()
                .endProjected()
                .build();
    }

    /// What a monitor leaves out is set: a pod without requests stops the autoscaler of its workload.
    private static ResourceRequirements resources(ResourceRequirements asked) {
        return new ResourceRequirementsBuilder()
                .withRequests(over(REQUESTS, asked.getRequests()))
                .withLimits(over(LIMITS, asked.getLimits()))
                .build();
    }

    private static Map<String, Quantity> over(Map<String, Quantity> standard, Map<String, Quantity> asked) {
        Map<String, Quantity> all = new HashMap<>(standard);
        all.putAll(Optional.ofNullable(asked).orElse(Map.of()));
        return new LinkedHashMap<>(new TreeMap<>(all));
    }

    /// The fields of Pod Security `restricted`, on the container itself: what the pod says is no help.
    private static SecurityContext security(Plan plan) {
        SecurityContextBuilder context = new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withPrivileged(false)
                .withReadOnlyRootFilesystem(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile();
        if (plan.level() > Plan.LEVEL_SAME_USER) {
            return context.withRunAsNonRoot(false)
                    .withRunAsUser(0L)
                    .withRunAsGroup(0L)
                    .withNewCapabilities()
                    .withAdd("SYS_PTRACE")
                    .withDrop("ALL")
                    .endCapabilities()
                    .build();
        }
        plan.user().ifPresent(user -> user.gid().ifPresent(context::withRunAsGroup));
        return context.withRunAsNonRoot(true)
                .withRunAsUser(plan.user().map(TargetUser::uid).orElse(NOBODY))
                .withNewCapabilities()
                .withDrop(List.of("ALL"))
                .endCapabilities()
                .build();
    }
}
