package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.api.MapHealth;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.intake.RefusedReportException;
import io.maphealth.testkit.kube.ApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Reconcilers, intake and rights on the real kube-apiserver and etcd: no node, no controller beside the operator.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnARealApiServerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> KINDS = List.of("Deployment", "StatefulSet", "DaemonSet", "CronJob");

    @TempDir
    private static Path folder;

    private static Optional<ApiServer> server = Optional.empty();
    private static Optional<KubernetesClient> administrator = Optional.empty();
    private static Optional<RunningOperator> running = Optional.empty();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        ApiServer api = Servers.start(folder);
        server = Optional.of(api);
        KubernetesClient admin = new Clients(api).admin();
        administrator = Optional.of(admin);
        new Shop(admin).install();
        running = Optional.of(started("maphealth-operator"));
    }

    private static RunningOperator started(String pod) throws IOException {
        KubernetesClient client = new Clients(server.orElseThrow()).withToken(RunningOperator.token(admin()));
        return RunningOperator.start(client, pod, folder.resolve(pod));
    }

    @AfterAll
    static void stop() {
        running.ifPresent(RunningOperator::close);
        administrator.ifPresent(KubernetesClient::close);
        server.ifPresent(ApiServer::close);
    }

    @Test
    @Order(1)
    void anAnnotationOnAnyWorkloadComesIntoItsPodTemplateAndGetsAMapHealth() {
        for (String kind : KINDS) {
            shop().apply(Shop.workload(kind, kind.toLowerCase(Locale.ROOT), "maphealth.io/monitor: default"));
        }
        shop().apply(Shop.workload("Job", "job", "maphealth.io/monitor: default"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String kind : KINDS) {
                assertThat(template(kind)).as(kind).contains("maphealth.io/monitor");
                assertThat(health(kind)).as(kind).isNotNull();
            }
            assertThat(admin().configMaps()
                            .inNamespace("shop")
                            .withName("maphealth-trust")
                            .get()
                            .getData()
                            .get("ca.crt"))
                    .contains("BEGIN CERTIFICATE");
            assertThat(notes()).contains("Job AnnotateTemplate", "Deployment RolloutStarted");
        });
    }

    @Test
    @Order(2)
    void aReportOfAPodBecomesAStatusAndEventsOnPodAndOwner() throws Exception {
        Pod pod = shop().podOf("Deployment", "reporter", "deployment");

        operator().intake().take(token(pod, "maphealth"), Shop.reportOf(pod));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(health("Deployment").getStatus().state()).isEqualTo("MapCountDrift");
            assertThat(health("Deployment").getStatus().map()).contains("MeterRegistry.meterMap");
            assertThat(notes()).contains("Pod MapCountDrift", "Deployment MapCountDrift");
        });
    }

    @Test
    @Order(3)
    void whatAPodSaidWithoutNewsIsWrittenWithTheNewsOfAnother() throws Exception {
        shop().apply(Shop.workload("StatefulSet", "pair", "maphealth.io/monitor: default"));
        Pod quiet = shop().podOf("StatefulSet", "quiet", "pair");
        Pod loud = shop().podOf("StatefulSet", "loud", "pair");
        String token = token(quiet, "maphealth");
        operator().intake().take(token, Shop.healthyReportOf(quiet));
        await().atMost(PATIENCE).untilAsserted(() -> {
            Instant before = lastSeen(quiet);
            operator().intake().take(token, Shop.healthyReportOf(quiet));
            assertThat(lastSeen(quiet)).as("no news is not written").isEqualTo(before);
        });
        Instant before = lastSeen(quiet);

        operator().intake().take(token(loud, "maphealth"), Shop.reportOf(loud));

        assertThat(lastSeen(quiet)).isAfter(before);
        assertThat(lastSeen(loud)).isAfter(lastSeen(quiet));
    }

    @Test
    @Order(4)
    void aTokenSpeaksForItsOwnPodAndAudienceOnly() {
        Pod pod = shop().podOf("Deployment", "one", "deployment");
        Pod other = shop().podOf("Deployment", "other", "deployment");

        assertThatThrownBy(() -> operator().intake().take(token(pod, "maphealth"), Shop.reportOf(other)))
                .isInstanceOf(RefusedReportException.class)
                .hasMessageContaining("cannot speak for another");
        assertThatThrownBy(() -> operator().intake().take(token(pod, "somebody-else"), Shop.reportOf(pod)))
                .isInstanceOf(RefusedReportException.class)
                .hasMessageContaining("does not know this token");
        assertThatThrownBy(() -> operator().intake().take("pass.c2hvcC9vdGhlci8x.AAAA", Shop.reportOf(other)))
                .isInstanceOf(RefusedReportException.class)
                .hasMessageContaining("did not issue that pass");
    }

    @Test
    @Order(5)
    void aPodThatRunsIsAttachedToAndItsPassIsTaken() throws Exception {
        shop().apply(Shop.workload(
                "StatefulSet",
                "old",
                "maphealth.io/monitor: default, maphealth.io/mode: attach, maphealth.io/level: '2'"));
        Pod pod = shop().podOf("StatefulSet", "old", "old");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(current(pod).getSpec().getEphemeralContainers())
                        .hasSize(1));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(current(pod).getMetadata().getAnnotations())
                        .containsEntry("maphealth.io/metrics-port", "9464")
                        .containsEntry("prometheus.io/port", "9464"));
        EphemeralContainer attached =
                current(pod).getSpec().getEphemeralContainers().getFirst();
        assertThat(attached.getTargetContainerName()).isEqualTo("app");
        assertThat(attached.getSecurityContext().getRunAsUser()).isEqualTo(1000);
        String pass = attached.getEnv().stream()
                .filter(it -> it.getName().equals("MAPHEALTH_OPERATOR_TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
        operator().intake().take(pass, Shop.reportOf(pod));
        Pod other = shop().podOf("StatefulSet", "another", "old");
        assertThatThrownBy(() -> operator().intake().take(pass, Shop.reportOf(other)))
                .hasMessageContaining("cannot speak for another");
    }

    @Test
    @Order(6)
    void aPodWithoutASidecarIsEvictedWhereTheMonitorSaysSo() {
        shop().apply(Shop.monitor("strict", "{repair: Evict}"));
        shop().apply(Shop.workload("DaemonSet", "strict", "maphealth.io/monitor: strict"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                shop().owner("DaemonSet", "strict").get("spec").toString())
                        .contains("maphealth.io/monitor"));
        Pod pod = shop().podOf("DaemonSet", "strict", "strict");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin().resource(pod).get()).isNull());
    }

    @Test
    @Order(7)
    void aMonitorWithAMistakeIsRefusedInOneLineThatNamesIt() {
        Map<String, String> mistakes = Map.of(
                "{sources: {pprofUrl: 'http://:6060/debug/pprof'}}", "pprofUrl must be a URL with a host",
                "{sources: {exporterUrl: 'http://[127.0.0.1/maps'}}", "exporterUrl must be a URL with a host",
                "{sources: {heapdumpUrl: 'file:///etc/passwd'}}", "spec.sources.heapdumpUrl",
                "{sources: {heapdumpUrl: 'http://me:secret@127.0.0.1/'}}", "spec.sources.heapdumpUrl",
                "{sources: {dumpInterval: 25h}}", "dumpInterval must not be above 24h",
                "{sources: {dumpInterval: 99999s}}", "dumpInterval must not be above 24h",
                "{sources: {dumpOnGrowth: always}}", "spec.sources.dumpOnGrowth",
                "{interval: 1441m}", "interval must not be above 24h",
                "{level: 2}", "level must not be above allowedLevel");

        mistakes.forEach((spec, reason) -> assertThatThrownBy(() -> shop().apply(Shop.monitor("mistaken", spec)))
                .as(spec)
                .hasMessageContaining(reason));
        shop().apply(Shop.monitor(
                "correct",
                "{sources: {pprofUrl: 'http://127.0.0.1:6060/debug/pprof', heapdumpUrl: 'http://[::1]:8080/dump',"
                        + " dumpInterval: 24h, dumpOnGrowth: take}, interval: 86400s}"));
    }

    @Test
    @Order(8)
    void aSidecarOfAnEarlierReleaseGoesOnReportingToTheNextOperator() throws Exception {
        shop().apply(Shop.workload("StatefulSet", "kept", "maphealth.io/monitor: default"));
        Pod pod = shop().watchedPodOf("StatefulSet", "kept", "kept");
        String token = token(pod, "maphealth");
        operator().intake().take(token, Shop.healthyReportOf(pod));

        operator().close();
        assertThat(admin().leases()
                        .inNamespace("maphealth")
                        .withName("maphealth-operator")
                        .get()
                        .getSpec()
                        .getHolderIdentity())
                .as("so that the next one leads at once")
                .isNull();
        running = Optional.of(started("maphealth-operator-2"));
        operator().intake().take(token, Shop.reportOf(pod));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(health("StatefulSet", "kept").getStatus().pods().values())
                    .singleElement()
                    .satisfies(reported -> assertThat(reported.findings()).hasSize(1));
            assertThat(health("StatefulSet", "kept").getStatus().conditions())
                    .filteredOn(it -> it.getType().equals("SidecarsCurrent"))
                    .extracting(Condition::getStatus, Condition::getReason)
                    .containsExactly(tuple("False", "SidecarOutdated"));
            assertThat(notes()).contains("StatefulSet SidecarOutdated");
        });
    }

    @Test
    @Order(9)
    void nothingThatTheOperatorDidWasDeniedAndEveryRightThatItHasWasUsed() throws IOException {
        AuditLog log = AuditLog.read(server.orElseThrow().auditLog());
        ClusterRole everywhere =
                admin().rbac().clusterRoles().withName("maphealth-operator").get();
        Role here = admin().rbac()
                .roles()
                .inNamespace("maphealth")
                .withName("maphealth-operator")
                .get();

        assertThat(log.denied()).isEmpty();
        Set<String> unused = AuditLog.given(everywhere, here);
        unused.removeAll(log.used());
        assertThat(unused).isEqualTo(SELDOM.keySet());
    }

    /// Rights that the tests above do not use, and who does.
    private static final Map<String, String> SELDOM = Map.of(
            "update /secrets", "certificates are renewed after days",
            "create /configmaps", "an apply that creates asks for it, and is logged as a patch",
            "patch events.k8s.io/events", "a series is counted after half an hour",
            "update coordination.k8s.io/leases", "the framework refuses to start without it");

    private static Pod current(Pod pod) {
        return admin().resource(pod).get();
    }

    private static String template(String kind) {
        return shop().owner(kind, kind.toLowerCase(Locale.ROOT)).get("spec").toString();
    }

    private static MapHealth health(String kind) {
        return health(kind, kind.toLowerCase(Locale.ROOT));
    }

    private static MapHealth health(String kind, String name) {
        return admin().resources(MapHealth.class)
                .inNamespace("shop")
                .withName(kind.toLowerCase(Locale.ROOT) + "-" + name)
                .get();
    }

    /// Of a pod of the StatefulSet `pair`, as its MapHealth has it.
    private static Instant lastSeen(Pod pod) {
        Map<String, PodHealth> pods = health("StatefulSet", "pair").getStatus().pods();
        return Instant.parse(
                Objects.requireNonNull(pods.get(pod.getMetadata().getName())).lastSeen());
    }

    /// Kind and reason of every Event, a line each.
    private static String notes() {
        return admin().events().v1().events().inNamespace("shop").list().getItems().stream()
                .map(it -> it.getRegarding().getKind() + " " + it.getReason())
                .collect(Collectors.joining("\n"));
    }

    private static String token(Pod pod, String audience) {
        return RunningOperator.podToken(admin(), pod, audience);
    }

    private static Shop shop() {
        return new Shop(admin());
    }

    private static KubernetesClient admin() {
        return administrator.orElseThrow();
    }

    private static RunningOperator operator() {
        return running.orElseThrow();
    }
}
