package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.maphealth.operator.api.MapHealth;
import io.maphealth.operator.intake.RefusedReportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final Path INSTALL = Path.of("../deploy/install.yaml");
    private static final Path REPORT = Path.of("../src/protocol/src/test/resources/golden/report-every-field.json");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> KINDS = List.of("Deployment", "StatefulSet", "DaemonSet", "CronJob");

    @TempDir
    private static Path folder;

    private static Optional<ApiServer> server = Optional.empty();
    private static Optional<KubernetesClient> administrator = Optional.empty();
    private static Optional<RunningOperator> running = Optional.empty();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> programs = ApiServer.programs();
        assumeTrue(programs.isPresent(), "NOT RUN: no kube-apiserver and etcd; src/it/cluster/build makes them");
        ApiServer api = ApiServer.start(programs.get(), Files.createDirectory(folder.resolve("server")));
        server = Optional.of(api);
        KubernetesClient admin = api.admin();
        administrator = Optional.of(admin);
        install(admin);
        running = Optional.of(new RunningOperator(api, admin, folder.resolve("certificates")));
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
            apply(workload(kind, kind.toLowerCase(Locale.ROOT), "maphealth.io/monitor: default"));
        }
        apply(workload("Job", "job", "maphealth.io/monitor: default"));

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
        Pod pod = podOf("Deployment", "reporter", "deployment");

        operator().intake().take(token(pod, "maphealth"), reportOf(pod));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(health("Deployment").getStatus().state()).isEqualTo("MapCountDrift");
            assertThat(health("Deployment").getStatus().map()).contains("MeterRegistry.meterMap");
            assertThat(notes()).contains("Pod MapCountDrift", "Deployment MapCountDrift");
        });
    }

    @Test
    @Order(3)
    void aTokenSpeaksForItsOwnPodAndAudienceOnly() {
        Pod pod = podOf("Deployment", "one", "deployment");
        Pod other = podOf("Deployment", "other", "deployment");

        assertThatThrownBy(() -> operator().intake().take(token(pod, "maphealth"), reportOf(other)))
                .isInstanceOf(RefusedReportException.class)
                .hasMessageContaining("cannot speak for another");
        assertThatThrownBy(() -> operator().intake().take(token(pod, "somebody-else"), reportOf(pod)))
                .isInstanceOf(RefusedReportException.class)
                .hasMessageContaining("does not know this token");
        assertThatThrownBy(() -> operator().intake().take("pass.c2hvcC9vdGhlci8x.AAAA", reportOf(other)))
                .isInstanceOf(RefusedReportException.class)
                .hasMessageContaining("did not issue that pass");
    }

    @Test
    @Order(4)
    void aPodThatRunsIsAttachedToAndItsPassIsTaken() throws Exception {
        apply(workload(
                "StatefulSet",
                "old",
                "maphealth.io/monitor: default, maphealth.io/mode: attach, maphealth.io/level: '2'"));
        Pod pod = podOf("StatefulSet", "old", "old");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(current(pod).getSpec().getEphemeralContainers())
                        .hasSize(1));

        EphemeralContainer attached =
                current(pod).getSpec().getEphemeralContainers().getFirst();
        assertThat(attached.getTargetContainerName()).isEqualTo("app");
        assertThat(attached.getSecurityContext().getRunAsUser()).isEqualTo(1000);
        String pass = attached.getEnv().stream()
                .filter(it -> it.getName().equals("MAPHEALTH_OPERATOR_TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
        operator().intake().take(pass, reportOf(pod));
        Pod other = podOf("StatefulSet", "another", "old");
        assertThatThrownBy(() -> operator().intake().take(pass, reportOf(other)))
                .hasMessageContaining("cannot speak for another");
    }

    @Test
    @Order(5)
    void aPodWithoutASidecarIsEvictedWhereTheMonitorSaysSo() {
        apply("""
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: strict, namespace: shop}
            spec: {repair: Evict}
            """);
        apply(workload("DaemonSet", "strict", "maphealth.io/monitor: strict"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                owner("DaemonSet", "strict").get("spec").toString())
                        .contains("maphealth.io/monitor"));
        Pod pod = podOf("DaemonSet", "strict", "strict");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin().resource(pod).get()).isNull());
    }

    @Test
    @Order(6)
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

    private static void install(KubernetesClient admin) throws IOException {
        String manifests = Files.readString(INSTALL);
        for (HasMetadata resource : admin.load(stream(manifests)).items()) {
            if (resource instanceof MutatingWebhookConfiguration webhooks) {
                // nobody answers here
                webhooks.getWebhooks().forEach(it -> it.setRules(List.of()));
            }
            if (!resource.getKind().matches("Deployment|PodDisruptionBudget|NetworkPolicy|Service")) {
                admin.resource(resource).create();
            }
        }
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> admin.resources(MapHealth.class).inAnyNamespace().list() != null);
        admin.load(stream("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: default, namespace: shop}
            """)).create();
    }

    private static void apply(String manifest) {
        admin().load(stream(manifest)).create();
    }

    private static String workload(String kind, String name, String annotations) {
        String more = switch (kind) {
            case "StatefulSet" -> ", serviceName: none";
            case "CronJob" -> ", schedule: '0 0 1 1 *'";
            default -> "";
        };
        boolean once = kind.endsWith("Job");
        String selector = once ? "" : "selector: {matchLabels: {app: " + name + "}}";
        String pods =
                "{metadata: {labels: {app: %s}}, spec: {restartPolicy: %s, containers: [{name: app, image: app, securityContext: {runAsUser: 1000}}]}}"
                        .formatted(name, once ? "Never" : "Always");
        String spec = kind.equals("CronJob")
                ? "{jobTemplate: {spec: {template: " + pods + "}}" + more + "}"
                : "{" + (selector.isEmpty() ? "" : selector + ", ") + "template: " + pods + more + "}";
        return """
            apiVersion: %s
            kind: %s
            metadata: {name: %s, namespace: shop, annotations: {%s}}
            spec: %s
            """.formatted(once ? "batch/v1" : "apps/v1", kind, name, annotations, spec);
    }

    /// A pod as the controller of a workload would make it, and the kubelet would run it.
    private static Pod podOf(String kind, String name, String app) {
        GenericKubernetesResource owner = owner(kind, app);
        if (kind.equals("Deployment")) {
            owner = replicaSet(owner, name);
        }
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .addToLabels("app", app)
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName("default")
                .addNewContainer()
                .withName("app")
                .withImage("app")
                .withNewSecurityContext()
                .withRunAsUser(1000L)
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
        settle(kind, app);
        Pod made = admin().resource(pod).create();
        made.setStatus(new PodStatusBuilder().withPhase("Running").build());
        return admin().resource(made).updateStatus();
    }

    /// As its controller would say once nothing is to be rolled out.
    private static void settle(String kind, String name) {
        long generation = owner(kind, name).getMetadata().getGeneration();
        admin().genericKubernetesResources("apps/v1", kind)
                .inNamespace("shop")
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"observedGeneration\":%d}}".formatted(generation));
    }

    private static GenericKubernetesResource replicaSet(GenericKubernetesResource deployment, String name) {
        apply("""
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: %1$s
              namespace: shop
              ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: deployment, uid: %2$s, controller: true}]
            spec:
              replicas: 0
              selector: {matchLabels: {app: %1$s}}
              template: {metadata: {labels: {app: %1$s}}, spec: {containers: [{name: app, image: app}]}}
            """.formatted(name, deployment.getMetadata().getUid()));
        return owner("ReplicaSet", name);
    }

    private static GenericKubernetesResource owner(String kind, String name) {
        return admin().genericKubernetesResources(kind.endsWith("Job") ? "batch/v1" : "apps/v1", kind)
                .inNamespace("shop")
                .withName(name)
                .get();
    }

    private static Pod current(Pod pod) {
        return admin().resource(pod).get();
    }

    private static String template(String kind) {
        return owner(kind, kind.toLowerCase(Locale.ROOT)).get("spec").toString();
    }

    private static MapHealth health(String kind) {
        String name = kind.toLowerCase(Locale.ROOT);
        return admin().resources(MapHealth.class)
                .inNamespace("shop")
                .withName(name + "-" + name)
                .get();
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

    private static InputStream reportOf(Pod pod) {
        try {
            ObjectNode report = (ObjectNode) Wiring.JSON.readTree(REPORT.toFile());
            // the count that drifted, and nothing worse
            report.set("findings", report.arrayNode().add(report.at("/findings/0")));
            ((ObjectNode) report.get("reporter"))
                    .put("namespace", "shop")
                    .put("pod", pod.getMetadata().getName())
                    .put("podUid", pod.getMetadata().getUid());
            return stream(report.toString());
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KubernetesClient admin() {
        return administrator.orElseThrow();
    }

    private static RunningOperator operator() {
        return running.orElseThrow();
    }
}
