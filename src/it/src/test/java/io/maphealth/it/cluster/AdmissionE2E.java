package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Pods are made, some ten a second, while the operator's authority is replaced and while the operator
/// itself is: every one gets its sidecar. What the webhook took for each is told in a table;
/// `-Dregenerate=true` writes it into the reference.
@Isolated("replaces the authority and the operator, and measures")
class AdmissionE2E {
    private static final int PODS = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(100);
    /// In which each replica looks at the Secret once a minute, and at its files every 30 s.
    private static final Duration ALL_HAVE_IT = Duration.ofSeconds(100);
    private static final Path PAGE = Cluster.root().resolve("src/site/markdown/reference/benchmarks/admission.md");
    private static final Pattern BUCKET =
            Pattern.compile("maphealth_operator_admission_seconds_bucket\\{.*le=\"([^\"]+)\".*} ([0-9.]+)");

    private static Cluster cluster;

    @BeforeAll
    static void install() {
        cluster = Cluster.running();
        cluster.makeNamespace("throng", "");
        cluster.makeNamespace("upgrade", "");
        Installation.make(cluster);
    }

    @AfterAll
    static void clean() {
        cluster.dropNamespaces("throng", "upgrade");
    }

    @Test
    void everyOneOfAThousandPodsGetsItsSidecarWhileTheAuthorityIsReplaced(@TempDir Path folder) throws Exception {
        SortedMap<Double, Long> before = buckets();
        // the next authority, which has been trusted for longer than a day: it is due to take over
        MadeAuthority next = MadeAuthority.create(folder, 3, 365);
        cluster.kubectl(
                "-n",
                "maphealth",
                "patch",
                "secret",
                "maphealth-certificates",
                "--type=merge",
                "-p=" + next.inSecret("next"));
        Instant end = Instant.now().plus(ALL_HAVE_IT);

        int pods = throng("throng", made -> made < PODS || Instant.now().isBefore(end));

        assertThat(secret("authority\\.crt")).isEqualTo(next.certificate());
        assertThat(injected("throng")).hasSize(pods);
        SortedMap<Double, Long> took = buckets();
        before.forEach((bound, count) -> took.merge(bound, -count, Long::sum));
        tell(took, pods);
    }

    @Test
    void everyPodGetsItsSidecarWhileTheOnlyReplicaIsUpgraded() throws Exception {
        Installation.scale(cluster, 1);
        CompletableFuture<Void> upgraded = CompletableFuture.runAsync(
                () -> Installation.make(cluster, "--set=replicas=1", "--set=podAnnotations.upgraded=yes"));

        int pods = throng("upgrade", _ -> !upgraded.isDone());

        upgraded.join();
        assertThat(injected("upgrade")).hasSize(pods);
    }

    /// Makes pods as long as their number lets it, and returns that.
    private static int throng(String namespace, IntPredicate more) throws IOException, InterruptedException {
        int made = 0;
        try (ApiProxy api = ApiProxy.start(cluster)) {
            for (; more.test(made); made++) {
                api.create("/api/v1/namespaces/" + namespace + "/pods", pod(made));
                Thread.sleep(PAUSE);
            }
        }
        return made;
    }

    private static List<String> injected(String namespace) {
        return cluster.kubectl(
                        "-n",
                        namespace,
                        "get",
                        "pods",
                        "-o=jsonpath={range .items[*]}{.metadata.annotations}{\"\\n\"}{end}")
                .lines()
                .filter(annotations -> annotations.contains("maphealth.io/injected"))
                .toList();
    }

    private static void tell(SortedMap<Double, Long> took, int pods) throws IOException {
        assertThat(took.sequencedValues().getLast()).isGreaterThanOrEqualTo(pods);
        StringBuilder table = new StringBuilder("| answered within | admissions |\n| --- | --- |\n");
        long all = took.sequencedValues().getLast();
        for (Map.Entry<Double, Long> bucket : took.entrySet()) {
            String bound = bucket.getKey().isInfinite() ? "any time" : "%.0f ms".formatted(bucket.getKey() * 1000);
            table.append(
                    "| %s | %d (%.1f %%) |%n".formatted(bound, bucket.getValue(), 100.0 * bucket.getValue() / all));
        }
        String figures = "%d pods, %d admissions: p50 within %s, p99 within %s%n%n%s"
                .formatted(pods, all, within(took, 0.5), within(took, 0.99), table);
        System.out.println(figures);
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(PAGE, Files.readString(PAGE).replaceFirst("(?s)\n[0-9]+ pods, .*", "\n" + figures));
        }
    }

    private static String within(SortedMap<Double, Long> took, double share) {
        long enough = (long) Math.ceil(share * took.sequencedValues().getLast());
        return took.entrySet().stream()
                .filter(it -> it.getValue() >= enough)
                .findFirst()
                .map(it -> it.getKey().isInfinite() ? "more than 500 ms" : "%.0f ms".formatted(it.getKey() * 1000))
                .orElseThrow();
    }

    /// Admissions of all replicas by the time they took, in seconds: each bound with all that took no longer.
    private static SortedMap<Double, Long> buckets() {
        SortedMap<Double, Long> buckets = new TreeMap<>();
        String replicas = cluster.kubectl("-n", "maphealth", "get", "pods", "-o=jsonpath={.items[*].metadata.name}");
        for (String replica : replicas.split(" ", -1)) {
            Matcher bucket = BUCKET.matcher(cluster.kubectl(
                    "get", "--raw", "/api/v1/namespaces/maphealth/pods/" + replica + ":9000/proxy/q/metrics"));
            while (bucket.find()) {
                double bound =
                        bucket.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.group(1));
                buckets.merge(bound, (long) Double.parseDouble(bucket.group(2)), Long::sum);
            }
        }
        return buckets;
    }

    private static String secret(String field) {
        return Pem.decoded(cluster.kubectl(
                "-n", "maphealth", "get", "secret", "maphealth-certificates", "-o=jsonpath={.data." + field + "}"));
    }

    /// It never runs: no node has what it asks for.
    private static String pod(int number) {
        return """
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "pod-%d", "annotations": {"maphealth.io/monitor": "default"}},
                 "spec": {"nodeSelector": {"no": "such-node"}, "containers": [{"name": "app", "image": "app"}]}}
                """.formatted(number);
    }
}
