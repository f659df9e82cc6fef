package io.maphealth.operator.inject;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Whom a target runs as. The kernel compares both before one process may read another.
public record TargetUser(long uid, OptionalLong gid) {
    /// Whom the kubelet says that a container of a running pod runs as; not every container runtime tells it.
    static Optional<TargetUser> running(Pod pod, String container) {
        return Stream.ofNullable(pod.getStatus())
                .flatMap(status -> status.getContainerStatuses().stream())
                .filter(status -> container.equals(status.getName()))
                .flatMap(status -> Stream.ofNullable(status.getUser()))
                .flatMap(user -> Stream.ofNullable(user.getLinux()))
                .filter(user -> user.getUid() != null && user.getGid() != null)
                .map(user -> new TargetUser(user.getUid(), OptionalLong.of(user.getGid())))
                .findFirst();
    }

    /// From `uid` or `uid:gid`.
    static Optional<TargetUser> read(String text) {
        if (!text.matches("[0-9]{1,9}(:[0-9]{1,9})?")) {
            return Optional.empty();
        }
        String[] parts = text.split(":", 2);
        OptionalLong gid = parts.length == 2 ? OptionalLong.of(Long.parseLong(parts[1])) : OptionalLong.empty();
        return Optional.of(new TargetUser(Long.parseLong(parts[0]), gid));
    }
}
