package io.maphealth.bench.scale;

import io.maphealth.bench.ProcessUsage;
import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One replica of the real operator, with the options that its image gives the JVM, which thinks that it runs in its
/// container. `port` takes reports.
record OperatorProcess(String pod, int port, int managementPort, Process process) implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    /// @param folder for the log and the certificates of this replica
    /// @param memory that its container would have
    static OperatorProcess start(String pod, Path kubeconfig, Path folder, String memory) throws IOException {
        int port = freePort();
        int managementPort = freePort();
        ProcessBuilder builder = new ProcessBuilder(command(memory))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(pod + ".log").toFile()));
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("MAPHEALTH_POD", pod);
        // so that a certificate for the Service is one for this machine
        builder.environment().put("MAPHEALTH_SERVICE", "localhost");
        builder.environment().put("MAPHEALTH_CERTIFICATES", folder.resolve(pod).toString());
        builder.environment().put("QUARKUS_HTTP_SSL_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        return new OperatorProcess(pod, port, managementPort, builder.start());
    }

    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(pod + " is not ready: see its log");
            }
            Thread.sleep(200);
        }
    }

    ProcessUsage usage() throws IOException {
        return ProcessUsage.of(process.pid());
    }

    /// As the kernel does it to one that is out of memory: no lease is released.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://localhost:" + managementPort + "/q/health/ready")
                            .toURL()
                            .openConnection();
            connection.setReadTimeout(Math.toIntExact(START.toMillis()));
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false;
        }
    }

    private static List<String> command(String memory) throws IOException {
        Path operator = Examples.root().resolve("operator");
        Path jar = operator.resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IOException("no " + jar + ": run make build first");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Files.readAllLines(operator.resolve("src/main/jvm.options")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("-"))
                .forEach(command::add);
        command.addAll(List.of("-XX:MaxRAM=" + memory, "-jar", jar.toString()));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
