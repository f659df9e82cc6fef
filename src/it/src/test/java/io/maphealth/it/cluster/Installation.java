package io.maphealth.it.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The chart with the images of this build. Scenarios that leave it as it is share one, side by side. Those that need
/// another, or break it, are `@Isolated`: they come after all others, one at a time, and install for themselves.
final class Installation {
    private static final String NAMESPACE = "maphealth";
    private static boolean shared;

    private Installation() {}

    /// The one that is shared, made for whoever asks first.
    static synchronized void share(Cluster cluster) {
        if (!shared) {
            upgrade(cluster, "--set=replicas=1");
            shared = true;
        }
    }

    /// As it comes, new or in order again; `more` are arguments to helm.
    static synchronized void make(Cluster cluster, String... more) {
        shared = false;
        upgrade(cluster, more);
    }

    /// Takes it away; `how` is an argument to kubectl.
    static synchronized void remove(Cluster cluster, String how) {
        shared = false;
        if (!cluster.helm("list", "-n", NAMESPACE, "-q", "--all").isBlank()) {
            cluster.helm("uninstall", "maphealth", "-n", NAMESPACE);
        }
        cluster.kubectl("delete", "namespace", NAMESPACE, "--ignore-not-found", how);
    }

    static void scale(Cluster cluster, int replicas) {
        cluster.kubectl("-n", NAMESPACE, "scale", "deployment/maphealth-operator", "--replicas=" + replicas);
        awaitOperator(cluster);
    }

    private static void upgrade(Cluster cluster, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "upgrade",
                "--install",
                "maphealth",
                Cluster.root().resolve("helm/maphealth").toString(),
                "--namespace=" + NAMESPACE,
                "--create-namespace",
                "--values=" + cluster.values(),
                "--wait",
                "--timeout=170s"));
        arguments.addAll(List.of(more));
        cluster.helm(arguments.toArray(String[]::new));
        awaitOperator(cluster);
    }

    /// Until the replicas that are wanted answer, and no other does any more.
    private static void awaitOperator(Cluster cluster) {
        cluster.kubectl("-n", NAMESPACE, "rollout", "status", "deployment/maphealth-operator", "--timeout=170s");
        long wanted = Long.parseLong(cluster.kubectl(
                "-n", NAMESPACE, "get", "deployment/maphealth-operator", "-o=jsonpath={.spec.replicas}"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> cluster.kubectl("-n", NAMESPACE, "get", "pods", "-o=name")
                                .lines()
                                .count()
                        <= wanted);
    }
}
