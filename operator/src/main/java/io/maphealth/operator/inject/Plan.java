package io.maphealth.operator.inject;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitorSpec;
import java.util.Optional;
import java.util.OptionalLong;

/// What is done to one pod: the wish of its annotations within what its monitor allows.
///
/// `user` is whom the sidecar runs as; empty at level 1, where anybody will do.
public record Plan(
        Wish wish, MapMonitorSpec monitor, int level, Container target, PodSpec pod, Optional<TargetUser> user) {
    static final int LEVEL_HTTP = 1;
    static final int LEVEL_SAME_USER = 2;

    /// Decides.
    ///
    /// @throws RefusedException where the wish goes beyond the monitor, or does not fit the pod
    static Plan of(Wish wish, MapMonitorSpec monitor, Pod asked) throws RefusedException {
        PodSpec pod = asked.getSpec();
        int level = level(wish, monitor);
        Optional<String> container =
                wish.container().or(() -> Optional.of(monitor.container()).filter(name -> !name.isEmpty()));
        Container target =
                TargetChoice.of(Optional.ofNullable(asked.getMetadata()).orElseGet(ObjectMeta::new), pod, container);
        if (level > LEVEL_HTTP && Boolean.TRUE.equals(pod.getHostPID())) {
            throw new RefusedException(
                    Reason.HostProcesses,
                    "the pod uses the processes of its node (hostPID), which level %d cannot go with; use level 1"
                            .formatted(level));
        }
        Optional<TargetUser> user =
                level == LEVEL_SAME_USER ? Optional.of(user(wish, target, asked)) : Optional.empty();
        return new Plan(wish, monitor, level, target, pod, user);
    }

    private static int level(Wish wish, MapMonitorSpec monitor) throws RefusedException {
        int level = wish.level().orElse(Math.min(monitor.level(), monitor.allowedLevel()));
        if (level > monitor.allowedLevel()) {
            throw new RefusedException(
                    Reason.LevelNotAllowed,
                    "%s asks for level %d, MapMonitor %s allows %d; raise its spec.allowedLevel or lower the annotation"
                            .formatted(AnnotationKey.LEVEL.key(), level, wish.monitor(), monitor.allowedLevel()));
        }
        return level;
    }

    private static TargetUser user(Wish wish, Container target, Pod pod) throws RefusedException {
        TargetUser user = ofContext(target, pod.getSpec())
                .or(() -> TargetUser.running(pod, target.getName()))
                .or(wish::user)
                .orElseThrow(() -> new RefusedException(
                        Reason.TargetUidUnknown,
                        "level 2 runs the sidecar as the user of container %s, which is not known; set its runAsUser, or %s"
                                .formatted(target.getName(), AnnotationKey.TARGET_USER.key())));
        if (user.uid() == 0) {
            throw new RefusedException(
                    Reason.TargetIsRoot,
                    "container %s runs as root, which level 2 cannot read without capabilities; use level 3"
                            .formatted(target.getName()));
        }
        return user;
    }

    private static Optional<TargetUser> ofContext(Container target, PodSpec pod) {
        Optional<SecurityContext> own = Optional.ofNullable(target.getSecurityContext());
        Optional<PodSecurityContext> shared = Optional.ofNullable(pod.getSecurityContext());
        Optional<Long> uid =
                own.map(SecurityContext::getRunAsUser).or(() -> shared.map(PodSecurityContext::getRunAsUser));
        Optional<Long> gid =
                own.map(SecurityContext::getRunAsGroup).or(() -> shared.map(PodSecurityContext::getRunAsGroup));
        return uid.map(id -> new TargetUser(id, gid.map(OptionalLong::of).orElseGet(OptionalLong::empty)));
    }
}
