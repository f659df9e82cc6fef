package io.maphealth.operator.inject;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Every annotation that people or the operator write; whatever else begins with our prefix is a mistake.
public enum AnnotationKey {
    MONITOR("monitor"),
    /// `inject`, which is the default, or `attach`: to pods as they run, without a restart.
    MODE("mode"),
    CONTAINER("container"),
    RUNTIME("runtime"),
    LEVEL("level"),
    INTERVAL("interval"),
    PPROF_URL("pprof-url"),
    HEAPDUMP_URL("heapdump-url"),
    EXPORTER_URL("exporter-url"),
    TEAM("team"),
    /// `uid` or `uid:gid` of the target, where its security context does not tell.
    TARGET_USER("target-user"),
    /// Written at injection: which sidecar the pod got.
    INJECTED("injected"),
    /// Written at injection: what became of the wish, for people.
    STATUS("status"),
    /// Written on a pod that a sidecar was attached to, which may declare no port: where its metrics are.
    METRICS_PORT("metrics-port");

    public static final String PREFIX = "maphealth.io/";

    private final String key;

    AnnotationKey(String name) {
        this.key = PREFIX + name;
    }

    /// With the prefix.
    public String key() {
        return key;
    }

    /// Whether people write it, on a workload or its pods.
    public boolean isWish() {
        return this != INJECTED && this != STATUS && this != METRICS_PORT;
    }

    /// The value, unless it is absent or empty.
    public Optional<String> in(Map<String, String> annotations) {
        return Optional.ofNullable(annotations.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /// The annotation of this whole name.
    static Optional<AnnotationKey> of(String key) {
        return Arrays.stream(values()).filter(known -> known.key.equals(key)).findFirst();
    }
}
