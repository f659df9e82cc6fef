package io.maphealth.operator.inject;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The port of the sidecar's metrics: one that the pod does not use itself. On the node's own network it would be a
/// port of the node, so there it is any free one (0) and not declared.
record SidecarPort(int number, boolean declared) {
    private static final int FIRST = 9_464;

    static SidecarPort of(PodSpec pod) {
        if (Boolean.TRUE.equals(pod.getHostNetwork())) {
            return new SidecarPort(0, false);
        }
        Set<Integer> taken = Stream.concat(
                        Stream.ofNullable(pod.getContainers()).flatMap(containers -> containers.stream()),
                        Stream.ofNullable(pod.getInitContainers())
                                .flatMap(containers -> containers.stream())
                                .filter(container -> !SidecarContainer.NAME.equals(container.getName())))
                .map(Container::getPorts)
                .filter(Objects::nonNull)
                .flatMap(ports -> ports.stream())
                .map(ContainerPort::getContainerPort)
                .collect(Collectors.toSet());
        int free = FIRST;
        while (taken.contains(free)) {
            free++;
        }
        return new SidecarPort(free, true);
    }
}
