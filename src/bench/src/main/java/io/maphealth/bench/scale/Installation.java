package io.maphealth.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maphealth.testkit.Examples;
import io.maphealth.testkit.kube.ApiClient;
import io.maphealth.testkit.kube.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// `deploy/install.yaml` on an API server without nodes: what it would run is run beside it.
record Installation(ApiServer server, ApiClient api, Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WEBHOOK =
            "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/maphealth";

    static Installation install(Path programs, Path folder) throws IOException, InterruptedException {
        ApiServer server = ApiServer.start(programs, folder);
        Installation installation = new Installation(server, server.client(), folder);
        Path admin = Files.writeString(folder.resolve("admin.yaml"), server.kubeconfig());
        Process kubectl = new ProcessBuilder(
                        programs.resolve("kubectl").toString(),
                        "--kubeconfig=" + admin,
                        "apply",
                        "--server-side",
                        "--filename=" + Examples.root().resolve("deploy/install.yaml"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("install.log").toFile())
                .start();
        if (!kubectl.waitFor(1, TimeUnit.MINUTES) || kubectl.exitValue() != 0) {
            throw new IOException("not installed: " + Files.readString(folder.resolve("install.log")));
        }
        installation.askNobody();
        return installation;
    }

    /// What replicas of the operator may do, as a file.
    Path kubeconfig() throws IOException, InterruptedException {
        JsonNode token = JSON.readTree(
                api.create("/api/v1/namespaces/maphealth/serviceaccounts/maphealth-operator/token", "{\"spec\":{}}"));
        return Files.writeString(
                folder.resolve("operator.yaml"),
                server.kubeconfig(token.at("/status/token").asText()));
    }

    /// What its Deployment lets a replica take, as the JVM writes it: `384m`.
    String memoryLimit() throws IOException, InterruptedException {
        return JSON.readTree(api.get("/apis/apps/v1/namespaces/maphealth/deployments/maphealth-operator"))
                .at("/spec/template/spec/containers/0/resources/limits/memory")
                .asText()
                .replace("Mi", "m");
    }

    /// The authorities that the leader gave to this namespace; empty before.
    String authorities(String namespace) throws IOException, InterruptedException {
        for (JsonNode map : items("/api/v1/namespaces/" + namespace + "/configmaps")) {
            if (map.at("/metadata/name").asText().equals("maphealth-trust")) {
                return map.at("/data/ca.crt").asText();
            }
        }
        return "";
    }

    /// The replica that leads, or the empty string.
    String leader() throws IOException, InterruptedException {
        for (JsonNode lease : items("/apis/coordination.k8s.io/v1/namespaces/maphealth/leases")) {
            return lease.at("/spec/holderIdentity").asText();
        }
        return "";
    }

    /// `namespace/pod` of every pod that is in a status, or of those with a finding there.
    Set<String> told(boolean withFinding) throws IOException, InterruptedException {
        Set<String> told = new HashSet<>();
        for (JsonNode health : items("/apis/maphealth.io/v1alpha1/maphealths")) {
            String namespace = health.at("/metadata/namespace").asText();
            health.at("/status/pods").properties().stream()
                    .filter(pod ->
                            !withFinding || !pod.getValue().path("findings").isEmpty())
                    .forEach(pod -> told.add(namespace + "/" + pod.getKey()));
        }
        return told;
    }

    private JsonNode items(String path) throws IOException, InterruptedException {
        return JSON.readTree(api.get(path)).path("items");
    }

    /// The Service of the webhooks leads nowhere here.
    private void askNobody() throws IOException, InterruptedException {
        ObjectNode webhooks = JSON.createObjectNode();
        webhooks.set("webhooks", JSON.readTree(api.get(WEBHOOK)).path("webhooks"));
        webhooks.path("webhooks").forEach(it -> ((ObjectNode) it).putArray("rules"));
        api.merge(WEBHOOK, webhooks.toString());
    }
}
