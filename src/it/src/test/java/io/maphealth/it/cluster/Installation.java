package io.maphealth.it.cluster;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The chart with the images of this build. Scenarios that leave it as it is share one, side by side;
/// those that break or replace it are `@Isolated`: they come after all others, one at a time, and
/// install for themselves.
final class Installation {
    private static final String NAMESPACE = "maphealth";
    private static final String ONE_IS_ENOUGH = "--set=replicas=1";

    /// Arguments to helm of the one that is shared; empty where none is.
    private static Set<String> shared = Set.of();

    private Installation() {}

    /// The one that is shared, with what everybody has asked for so far; `more` are arguments to helm.
    static synchronized void share(Cluster cluster, String... more) {
        Set<String> wanted = new LinkedHashSet<>(shared);
        wanted.add(ONE_IS_ENOUGH);
        wanted.addAll(List.of(more));
        if (!wanted.equals(shared)) {
            upgrade(cluster, wanted);
            shared = wanted;
        }
    }

    /// As it comes, new or in order again; `more` are arguments to helm.
    static synchronized void make(Cluster cluster, String... more) {
        shared = Set.of();
        upgrade(cluster, List.of(more));
    }

    /// Takes it away; `how` is an argument to kubectl.
    static synchronized void remove(Cluster cluster, String how) {
        shared = Set.of();
        if (!cluster.helm("list", "-n", NAMESPACE, "-q", "--all").isBlank()) {
            cluster.helm("uninstall", "maphealth", "-n", NAMESPACE);
        }
        cluster.kubectl("delete", "namespace", NAMESPACE, "--ignore-not-found", how);
    }

    static void scale(Cluster cluster, int replicas) {
        cluster.kubectl("-n", NAMESPACE, "scale", "deployment/maphealth-operator", "--replicas=" + replicas);
        awaitOperator(cluster);
    }

    private static void upgrade(Cluster cluster, Iterable<String> more) {
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
        more.forEach(arguments::add);
        cluster.helm(arguments.toArray(String[]::new));
        awaitOperator(cluster);
    }

    private static void awaitOperator(Cluster cluster) {
        cluster.kubectl("-n", NAMESPACE, "rollout", "status", "deployment/maphealth-operator", "--timeout=170s");
    }
}
