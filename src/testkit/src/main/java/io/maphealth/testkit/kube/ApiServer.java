package io.maphealth.testkit.kube;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The real kube-apiserver on the real etcd, both on loopback and for one test: no node, no controller.
/// The programs are those of `make cluster`.
public final class ApiServer implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final String OF_ACCOUNTS = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules: [{level: Metadata, userGroups: [system:serviceaccounts]}, {level: None}]
            """;

    private final Path folder;
    private final URI address;
    private final String adminToken = UUID.randomUUID().toString();
    private final List<Process> processes = new ArrayList<>();

    private ApiServer(Path folder, URI address) {
        this.folder = folder;
        this.address = address;
    }

    /// Where `make cluster` puts the programs, kubectl among them; empty, after saying so, when it has never run here.
    public static Optional<Path> programs() {
        Path cache = variable("XDG_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        Path bin = variable("CLUSTER_HOME")
                .map(Path::of)
                .orElseGet(() -> cache.resolve("maphealth/cluster"))
                .resolve("bin");
        boolean complete =
                Stream.of("etcd", "kube-apiserver", "kubectl").map(bin::resolve).allMatch(Files::isExecutable);
        if (!complete) {
            System.err.println(
                    "NOT RUN on a real API server: " + bin + " has not all of etcd, kube-apiserver and kubectl;"
                            + " src/it/cluster/build makes them (about 11 minutes, once)");
        }
        return complete ? Optional.of(bin) : Optional.empty();
    }

    /// Starts both and waits until they answer.
    ///
    /// @param bin as [#programs()] found it
    /// @param folder for their data and logs
    public static ApiServer start(Path bin, Path folder) throws IOException, InterruptedException {
        ApiServer server = new ApiServer(folder, URI.create("https://127.0.0.1:" + freePort()));
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

    /// For whoever may do everything.
    public String kubeconfig() {
        return kubeconfig(adminToken);
    }

    /// For whoever has this token.
    public String kubeconfig(String token) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: test, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                current-context: test
                """.formatted(address, authority(), token);
    }

    /// Requests of service accounts, one line of JSON each.
    public Path auditLog() {
        return folder.resolve("audit.log");
    }

    /// Asks it as whoever may do everything.
    public ApiClient client() throws IOException {
        return new ApiClient(address, authority(), adminToken);
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
        makeCertificates();
        Files.writeString(folder.resolve("audit.yaml"), OF_ACCOUNTS);
        Files.writeString(folder.resolve("tokens.csv"), adminToken + ",admin,admin,system:masters\n");
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
                "--secure-port=" + address.getPort(),
                "--etcd-servers=" + etcdUrl,
                "--token-auth-file=" + folder.resolve("tokens.csv"),
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
        awaitReady();
    }

    private void makeCertificates() throws IOException, InterruptedException {
        String maker = Examples.root().resolve("src/it/cluster/certificates").toString();
        Process made =
                begin("certificates", maker, folder.toString(), "none", "127.0.0.1", "10.96.0.1", address.toString());
        if (made.waitFor() != 0) {
            throw new IOException("no certificates: see " + folder.resolve("certificates.log"));
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        try (ApiClient client = client()) {
            long end = System.nanoTime() + START.toNanos();
            while (!client.isReady()) {
                if (System.nanoTime() > end) {
                    throw new IOException("kube-apiserver is not ready after " + START.toSeconds() + " s: see "
                            + folder.resolve("kube-apiserver.log"));
                }
                Thread.sleep(200);
            }
        }
    }

    private Process begin(String name, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private Path authority() {
        return folder.toAbsolutePath().resolve("ca.crt");
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
