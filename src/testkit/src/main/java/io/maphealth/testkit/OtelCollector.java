package io.maphealth.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A real OpenTelemetry collector that takes metrics by OTLP over HTTP and prints what it got, a field a
/// line. It ends with [#close].
public final class OtelCollector implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final URI metrics;
    private final List<String> printed = new ArrayList<>();

    private OtelCollector(Process process, URI metrics) {
        this.process = process;
        this.metrics = metrics;
        Thread.ofVirtual().name("output of " + process.pid()).start(this::readOutput);
    }

    /// Starts one, whose configuration is written into `folder`; skips the test, and says why, when there is none to be
    /// had.
    public static OtelCollector start(Path folder) throws IOException, InterruptedException {
        return start("127.0.0.1", folder);
    }

    /// `host` is the address of this machine that others reach it at.
    public static OtelCollector start(String host, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path configuration = Files.writeString(folder.resolve("collector.yaml"), """
                receivers: {otlp: {protocols: {http: {endpoint: "%s:%d"}}}}
                exporters: {debug: {verbosity: detailed}}
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines: {metrics: {receivers: [otlp], exporters: [debug]}}
                """.formatted(host, port));
        Process process = new ProcessBuilder(
                        ThirdPartyProgram.required("otelcol").toString(), "--config", configuration.toString())
                .redirectErrorStream(true)
                .start();
        OtelCollector collector =
                new OtelCollector(process, URI.create("http://%s:%d/v1/metrics".formatted(host, port)));
        collector.awaitLine("Everything is ready");
        return collector;
    }

    /// Where it takes metrics.
    public URI metrics() {
        return metrics;
    }

    /// Waits until it has printed a line with this text.
    ///
    /// @throws IllegalStateException with all that it printed, when it does not within a minute
    public void awaitLine(String text) throws InterruptedException {
        for (long tries = 0; tries < PATIENCE.toMillis() / 100; tries++) {
            if (printed().contains(text)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the collector never printed " + text + ":\n" + printed());
    }

    /// All that it printed so far.
    public String printed() {
        synchronized (printed) {
            return String.join("\n", printed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (printed) {
                    printed.add(line.strip());
                }
            }
        } catch (IOException _) {
            // it was ended
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
