package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Each level finds the planted map with no more rights than it says; a level that is not allowed is refused, with the
/// reason, and its pods run without us.
class LevelsE2E {
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);
    private static final String GO = "[-pprof, \"127.0.0.1:6060\", -logins, \"2000\"]";
    /// Go samples one allocation in 512 KiB: a few a second make a slope.
    private static final String MANY = "[-pprof, \"127.0.0.1:6060\", -logins, \"20000\"]";

    private static Cluster cluster;

    @BeforeAll
    static void install() {
        cluster = Cluster.running();
        cluster.makeNamespace("guarded", Cluster.RESTRICTED);
        cluster.makeNamespace("open", "");
        Installation.share(cluster);
        cluster.apply(MANIFESTS);
        cluster.waitUntilAvailable("guarded");
        cluster.waitUntilAvailable("open");
    }

    @AfterAll
    static void clean() {
        cluster.dropNamespaces("guarded", "open");
    }

    @Test
    void levelOneFindsTheGrowingMapByPprofInARestrictedNamespace() {
        assertNamed("guarded", "near", "MapLeakSuspected", "SessionRegistry..Login");
        assertThat(levelOf("guarded", "near")).isEqualTo("1");
    }

    @Test
    void levelTwoReadsAGoProgramInARestrictedNamespaceWithNoCapability() {
        assertNamed("guarded", "go", "MapGhostMemory", "main.sale");
        assertThat(levelOf("guarded", "go")).isEqualTo("2");
    }

    @Test
    void levelTwoReadsAJavaProgramInARestrictedNamespaceWithNoCapability() {
        assertNamed("guarded", "jvm", "MapCountDrift", "shop.VisitCounter.visitors");
        assertThat(levelOf("guarded", "jvm")).isEqualTo("2");
        assertThat(cluster.metricsOfSidecar("guarded", "jvm"))
                .as("the running heap is read: no dump, no pause")
                .containsPattern("(?m)^maphealth_finding_active\\{.*VisitCounter.*source=\"process-memory\".*} 1")
                .doesNotContain("heap-dump")
                .doesNotContainPattern("(?m)^maphealth_target_pause_seconds_count.* [1-9]");
    }

    @Test
    void levelTwoTakesAHeapDumpByAttachWhereTheMonitorAsksForIt() {
        await().atMost(THREE_MINUTES)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(cluster.metricsOfSidecar("guarded", "dumped"))
                        .containsPattern("(?m)^maphealth_finding_active\\{.*VisitCounter.*source=\"heap-dump\".*} 1")
                        .containsPattern("(?m)^maphealth_target_pause_seconds_count.*heap-dump.* 1"));
        assertNamed("guarded", "dumped", "MapCountDrift", "shop.VisitCounter.visitors");
    }

    @Test
    void levelThreeReadsAStrippedProgramOfAnotherUser() {
        assertNamed("open", "stripped", "MapGhostMemory", "map.int64.main.Reservation");
        assertThat(levelOf("open", "stripped")).isEqualTo("3");
    }

    @Test
    void aLevelThatTheMonitorDoesNotAllowIsRefusedWithTheReason() {
        assertRefused("open", "greedy", "asks for level 3, MapMonitor near allows 1");
    }

    @Test
    void aLevelThatPodSecurityWouldKeepFromStartingIsRefusedWithTheReason() {
        assertRefused("guarded", "forbidden", "Pod Security of namespace guarded refuses pods of level 3");
    }

    private static void assertNamed(String namespace, String workload, String reason, String map) {
        await().atMost(THREE_MINUTES)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(cluster.notes(namespace, workload))
                        .containsPattern("Deployment/" + workload + " " + reason + " .*" + map)
                        .containsPattern("Pod/" + workload + "-\\S+ " + reason + " .*" + map));
    }

    private static void assertRefused(String namespace, String workload, String why) {
        await().atMost(THREE_MINUTES).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(cluster.health(namespace, "deployment-" + workload)).contains("LevelNotAllowed");
            assertThat(cluster.condition(namespace, "deployment-" + workload, "SidecarsInjected"))
                    .contains(why);
            assertThat(cluster.notes(namespace, workload)).contains("LevelNotAllowed");
        });
        assertThat(cluster.kubectl(
                        "-n", namespace, "get", "pods", "-l=app=" + workload, "-o=jsonpath={.items[*].status.phase}"))
                .isEqualTo("Running");
    }

    private static String levelOf(String namespace, String workload) {
        return cluster.kubectl("-n", namespace, "get", "mh", "deployment-" + workload, "-o=jsonpath={.status.level}");
    }

    private static final String MANIFESTS = """
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: near, namespace: guarded}
            spec:
              interval: 2s
              sources: {pprofUrl: "http://127.0.0.1:6060/debug/pprof"}
              thresholds: {leakWarmupRounds: 3}
            ---
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: deep, namespace: guarded}
            spec: {level: 2, allowedLevel: 3, interval: 5s}
            ---
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: dumps, namespace: guarded}
            spec: {level: 2, allowedLevel: 2, interval: 5s, sources: {dumpInterval: 10s}}
            ---
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: near, namespace: open}
            spec: {interval: 5s}
            ---
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: deepest, namespace: open}
            spec: {level: 3, allowedLevel: 3, interval: 5s}
            """
            + deployment("guarded", "near", "example-go-leak", "maphealth.io/monitor: near", MANY)
            + deployment("guarded", "go", "example-go-leak", "maphealth.io/monitor: deep", GO)
            + deployment("guarded", "jvm", "example-jvm-leak", "maphealth.io/monitor: deep", "[]")
            + deployment("guarded", "dumped", "example-jvm-leak", "maphealth.io/monitor: dumps", "[]")
            + deployment(
                    "guarded",
                    "forbidden",
                    "example-go-healthy",
                    "maphealth.io/monitor: deep, maphealth.io/level: \"3\"",
                    GO)
            + deployment("open", "stripped", "example-go-leak-stripped", "maphealth.io/monitor: deepest", GO)
            + deployment(
                    "open",
                    "greedy",
                    "example-go-healthy",
                    "maphealth.io/monitor: near, maphealth.io/level: \"3\"",
                    GO);

    private static String deployment(
            String namespace, String name, String image, String annotations, String arguments) {
        return """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: NAME, namespace: NAMESPACE}
            spec:
              selector: {matchLabels: {app: NAME}}
              template:
                metadata: {labels: {app: NAME}, annotations: {ANNOTATIONS}}
                spec:
                  containers:
                    - name: shop
                      image: REGISTRY/maphealth/IMAGE:TAG
                      args: ARGUMENTS
                      resources: {requests: {cpu: 20m, memory: 64Mi}, limits: {memory: LIMIT}}
                      securityContext:
                        runAsNonRoot: true
                        runAsUser: 1000
                        runAsGroup: 1000
                        allowPrivilegeEscalation: false
                        capabilities: {drop: [ALL]}
                        seccompProfile: {type: RuntimeDefault}
            """.replace("NAMESPACE", namespace)
                .replace("NAME", name)
                .replace("IMAGE", image)
                .replace("ANNOTATIONS", annotations)
                .replace("ARGUMENTS", arguments)
                // two in a hundred of it are no finding, and the quick one must live as long as the others
                .replace("LIMIT", arguments.equals(MANY) ? "2Gi" : "512Mi");
    }
}
