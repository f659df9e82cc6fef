package io.maphealth.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maphealth.testkit.kube.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Makes what controllers and kubelets would make of annotated Deployments: namespaces of [#DEPLOYMENTS] each,
/// ReplicaSets, [#REPLICAS] running pods each, and the token of every pod.
record WatchedPods(ApiClient api) {
    static final int DEPLOYMENTS = 10;
    static final int REPLICAS = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANNOTATIONS = "{\"maphealth.io/monitor\":\"default\"}";

    List<WatchedPod> make(int pods) throws IOException, InterruptedException {
        List<WatchedPod> made = new ArrayList<>();
        for (int deployment = 0; made.size() < pods; deployment++) {
            String namespace = "team-" + deployment / DEPLOYMENTS;
            if (deployment % DEPLOYMENTS == 0) {
                api.create("/api/v1/namespaces", "{\"metadata\":{\"name\":\"%s\"}}".formatted(namespace));
                api.create(
                        "/api/v1/namespaces/" + namespace + "/serviceaccounts",
                        "{\"metadata\":{\"name\":\"default\"}}");
            }
            String name = "service-" + deployment % DEPLOYMENTS;
            made.addAll(pods(namespace, name, replicaSet(namespace, name), Math.min(REPLICAS, pods - made.size())));
        }
        return List.copyOf(made);
    }

    /// The uid of a Deployment's ReplicaSet.
    private String replicaSet(String namespace, String name) throws IOException, InterruptedException {
        String path = "/apis/apps/v1/namespaces/" + namespace;
        JsonNode deployment = made(path + "/deployments", """
                {"metadata":{"name":"%1$s"},"spec":{"replicas":%2$d,"selector":{"matchLabels":{"app":"%1$s"}},"template":
                 {"metadata":{"labels":{"app":"%1$s"},"annotations":%3$s},"spec":%4$s}}}
                """.formatted(name, REPLICAS, ANNOTATIONS, spec()));
        api.merge(
                path + "/deployments/" + name + "/status",
                "{\"status\":{\"observedGeneration\":%d}}"
                        .formatted(deployment.at("/metadata/generation").asLong()));
        JsonNode set =
                made(path + "/replicasets", """
                {"metadata":{"name":"%1$s","ownerReferences":[%2$s]},"spec":{"selector":{"matchLabels":{"app":"%1$s"}},
                 "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":%3$s}}}
                """.formatted(name, owner("Deployment", name, uid(deployment)), spec()));
        return uid(set);
    }

    private List<WatchedPod> pods(String namespace, String app, String replicaSet, int replicas)
            throws IOException, InterruptedException {
        List<WatchedPod> pods = new ArrayList<>();
        for (int replica = 0; replica < replicas; replica++) {
            pods.add(pod(namespace, app + "-" + replica, owner("ReplicaSet", app, replicaSet)));
        }
        return pods;
    }

    /// With the annotation that an injected pod has; its sidecar is elsewhere.
    private WatchedPod pod(String namespace, String name, String owner) throws IOException, InterruptedException {
        String path = "/api/v1/namespaces/" + namespace;
        JsonNode pod =
                made(path + "/pods", """
                {"metadata":{"name":"%s","labels":{"app":"%s"},"ownerReferences":[%s],
                 "annotations":{"maphealth.io/monitor":"default","maphealth.io/injected":"by hand"}},"spec":%s}
                """.formatted(name, name.substring(0, name.lastIndexOf('-')), owner, spec()));
        api.merge(path + "/pods/" + name + "/status", "{\"status\":{\"phase\":\"Running\"}}");
        JsonNode token = made(path + "/serviceaccounts/default/token", """
                {"spec":{"audiences":["maphealth"],"boundObjectRef":{"kind":"Pod","apiVersion":"v1","name":"%s","uid":"%s"}}}
                """.formatted(name, uid(pod)));
        return new WatchedPod(
                namespace, name, uid(pod), token.at("/status/token").asText());
    }

    /// Of usual size: what the operator reads of a pod is what it costs.
    private static String spec() {
        return """
                {"serviceAccountName":"default","containers":[{"name":"app","image":"registry.example/shop/app:1.4.2",
                 "args":["--listen=:8080","--workers=8"],"env":[{"name":"REGION","value":"eu-central-1"},{"name":"POD",
                 "valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],"ports":[{"name":"http","containerPort":8080}],
                 "resources":{"requests":{"cpu":"250m","memory":"512Mi"},"limits":{"memory":"1Gi"}},
                 "livenessProbe":{"httpGet":{"path":"/healthz","port":8080}},
                 "readinessProbe":{"httpGet":{"path":"/readyz","port":8080}},
                 "securityContext":{"runAsUser":1000,"runAsNonRoot":true,"allowPrivilegeEscalation":false}}]}""";
    }

    private static String owner(String kind, String name, String uid) {
        return "{\"apiVersion\":\"apps/v1\",\"kind\":\"%s\",\"name\":\"%s\",\"uid\":\"%s\",\"controller\":true}"
                .formatted(kind, name, uid);
    }

    private JsonNode made(String path, String json) throws IOException, InterruptedException {
        return JSON.readTree(api.create(path, json));
    }

    private static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }
}
