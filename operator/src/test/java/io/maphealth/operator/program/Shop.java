package io.maphealth.operator.program;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.maphealth.operator.api.MapHealth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A cluster with maphealth installed and the namespace `shop`, whose workloads and pods are made as controllers and
/// kubelets would make them.
record Shop(KubernetesClient admin) {
    private static final Path INSTALL = Path.of("../deploy/install.yaml");
    private static final Path REPORT = Path.of("../src/protocol/src/test/resources/released/report-v1.json");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    void install() throws IOException {
        install(Files.readString(INSTALL));
    }

    void install(String manifests) {
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

    void apply(String manifest) {
        admin.load(stream(manifest)).create();
    }

    static String monitor(String name, String spec) {
        return """
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: %s, namespace: shop}
            spec: %s
            """.formatted(name, spec);
    }

    static String workload(String kind, String name, String annotations) {
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
    Pod podOf(String kind, String name, String app) {
        return podOf(kind, name, app, Map.of());
    }

    /// One that was made with a sidecar.
    Pod watchedPodOf(String kind, String name, String app) {
        return podOf(kind, name, app, Map.of("maphealth.io/monitor", "default", "maphealth.io/injected", "by hand"));
    }

    private Pod podOf(String kind, String name, String app, Map<String, String> annotations) {
        GenericKubernetesResource owner = owner(kind, app);
        if (kind.equals("Deployment")) {
            owner = replicaSet(owner, name);
        }
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .addToLabels("app", app)
                .withAnnotations(annotations)
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
        Pod made = admin.resource(pod).create();
        made.setStatus(new PodStatusBuilder().withPhase("Running").build());
        return admin.resource(made).updateStatus();
    }

    /// As its controller would say once nothing is to be rolled out.
    private void settle(String kind, String name) {
        long generation = owner(kind, name).getMetadata().getGeneration();
        admin.genericKubernetesResources("apps/v1", kind)
                .inNamespace("shop")
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"observedGeneration\":%d}}".formatted(generation));
    }

    private GenericKubernetesResource replicaSet(GenericKubernetesResource deployment, String name) {
        apply("""
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: %1$s
              namespace: shop
              ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: %3$s, uid: %2$s, controller: true}]
            spec:
              replicas: 0
              selector: {matchLabels: {app: %1$s}}
              template: {metadata: {labels: {app: %1$s}}, spec: {containers: [{name: app, image: app}]}}
            """.formatted(
                        name,
                        deployment.getMetadata().getUid(),
                        deployment.getMetadata().getName()));
        return owner("ReplicaSet", name);
    }

    GenericKubernetesResource owner(String kind, String name) {
        return admin.genericKubernetesResources(kind.endsWith("Job") ? "batch/v1" : "apps/v1", kind)
                .inNamespace("shop")
                .withName(name)
                .get();
    }

    /// What the sidecar of this pod sends once the count of a map has drifted.
    static InputStream reportOf(Pod pod) {
        return report(pod, 1);
    }

    /// And what it sends when all is well again.
    static InputStream healthyReportOf(Pod pod) {
        return report(pod, 0);
    }

    private static InputStream report(Pod pod, int findings) {
        try {
            ObjectNode report = (ObjectNode) Wiring.JSON.readTree(REPORT.toFile());
            ArrayNode told = report.arrayNode();
            for (int finding = 0; finding < findings; finding++) {
                told.add(report.at("/findings/" + finding));
            }
            report.set("findings", told);
            report.putArray("failures");
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
}
