package io.maphealth.operator.program;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The real kube-apiserver on the real etcd, both on loopback and for one test class: no node, no controller. The
/// programs are those of `make cluster`.
final class ApiServer implements AutoCloseable {
    private static final Path CERTIFICATES = Path.of("../src/it/cluster/certificates");
    private static final Duration START = Duration.ofMinutes(2);
    private static final String EVERYTHING = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules: [{level: Metadata}]
            """;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    private ApiServer(Path folder) {
        this.folder = folder;
    }

    /// Where `make cluster` puts the programs; empty when it has never run on this machine.
    static Optional<Path> programs() {
        Path cache = variable("XDG_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        Path bin = variable("CLUSTER_HOME")
                .map(Path::of)
                .orElseGet(() -> cache.resolve("maphealth/cluster"))
                .resolve("bin");
        boolean complete = Files.isExecutable(bin.resolve("kube-apiserver")) && Files.isExecutable(bin.resolve("etcd"));
        if (!complete) {
            System.err.println("NOT RUN on a real API server: " + bin + " has no kube-apiserver and etcd;"
                    + " src/it/cluster/build makes them (about 11 minutes, once)");
        }
        return complete ? Optional.of(bin) : Optional.empty();
    }

    static ApiServer start(Path bin, Path folder) throws IOException, InterruptedException {
        ApiServer server = new ApiServer(folder);
        // also when the tests end before they are told to
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        try {
            server.run(bin);
            return server;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /// As cluster-admin.
    KubernetesClient admin() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    /// As whoever has this token.
    KubernetesClient withToken(String token) {
        Config config = config();
        config.setClientCertData(null);
        config.setClientKeyData(null);
        config.setOauthToken(token);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /// One line of JSON a request.
    Path auditLog() {
        return folder.resolve("audit.log");
    }

    @Override
    public void close() {
        processes.reversed().forEach(Process::destroy);
        for (Process process : processes.reversed()) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(Path bin) throws IOException, InterruptedException {
        int etcd = freePort();
        int peer = freePort();
        int port = freePort();
        String server = "https://127.0.0.1:" + port;
        if (begin("certificates", CERTIFICATES.toString(), folder.toString(), "none", "127.0.0.1", "10.96.0.1", server)
                        .waitFor()
                != 0) {
            throw new IOException("no certificates: see " + folder.resolve("certificates.log"));
        }
        Files.writeString(folder.resolve("audit.yaml"), EVERYTHING);
        String etcdUrl = "http://127.0.0.1:" + etcd;
        String peerUrl = "http://127.0.0.1:" + peer;
        processes.add(begin(
                "etcd",
                bin.resolve("etcd").toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + etcdUrl,
                "--advertise-client-urls=" + etcdUrl,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl));
        processes.add(begin(
                "kube-apiserver",
                bin.resolve("kube-apiserver").toString(),
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--etcd-servers=" + etcdUrl,
                "--client-ca-file=" + folder.resolve("ca.crt"),
                "--tls-cert-file=" + folder.resolve("apiserver.crt"),
                "--tls-private-key-file=" + folder.resolve("apiserver.key"),
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + folder.resolve("sa.pub"),
                "--service-account-signing-key-file=" + folder.resolve("sa.key"),
                "--service-cluster-ip-range=10.96.0.0/16",
                "--authorization-mode=RBAC",
                // no controller makes the account that pods would need
                "--disable-admission-plugins=ServiceAccount",
                "--audit-policy-file=" + folder.resolve("audit.yaml"),
                "--audit-log-path=" + auditLog(),
                "--audit-log-mode=blocking",
                "--profiling=false"));
        try (KubernetesClient admin = admin()) {
            await().atMost(START)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                    .until(() -> "ok".equals(admin.raw("/readyz")));
        }
    }

    private Process begin(String name, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private Config config() {
        try {
            return Config.fromKubeconfig(Files.readString(folder.resolve("admin.kubeconfig")));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
