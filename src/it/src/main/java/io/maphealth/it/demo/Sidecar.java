package io.maphealth.it.demo;

import io.maphealth.protocol.CensusDocument;
import io.maphealth.protocol.CensusReader;
import io.maphealth.protocol.ReadingBounds;
import io.maphealth.protocol.UnreadableDocumentException;
import io.maphealth.testkit.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real sidecar as a process of its own, started as the image starts it and configured by its environment
/// alone. Its log is a file; it ends with this JVM at the latest.
final class Sidecar implements AutoCloseable {
    private static final Path JAR = Path.of("sidecar/target/maphealth.jar");
    private static final Path OPTIONS = Path.of("sidecar/src/main/jvm.options");
    private static final Pattern PORT = Pattern.compile("\"port\":\"(\\d+)\"");
    private static final int SECONDS_TO_START = 60;

    private final Process process;
    private final Thread killer;
    private final URI census;
    private final HttpClient http = HttpClient.newHttpClient();

    private Sidecar(Process process, Path log, String source) throws IOException, InterruptedException {
        this.process = process;
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        this.census = URI.create("http://127.0.0.1:%d/api/census?source=%s".formatted(port(log), source));
    }

    static Sidecar start(Shop shop, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve(shop.name() + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command("sidecar")).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(shop.environment());
        builder.environment().put("MAPHEALTH_HTTP_PORT", "0");
        String source = shop.environment().containsKey("MAPHEALTH_PPROF_URL") ? "pprof" : "heap-dump";
        return new Sidecar(builder.start(), log, source);
    }

    /// The program with the options that its image gives it.
    static List<String> command(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(Jdks.current().java()));
        Files.readAllLines(OPTIONS).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(words::add);
        words.addAll(List.of("-jar", JAR.toString()));
        words.addAll(List.of(arguments));
        return words;
    }

    /// Its last census with the findings that are active; none before its first look.
    Optional<CensusDocument> census() throws IOException, InterruptedException, UnreadableDocumentException {
        HttpRequest question =
                HttpRequest.newBuilder(census).timeout(Duration.ofSeconds(20)).build();
        HttpResponse<InputStream> answer = http.send(question, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return answer.statusCode() == 200
                    ? Optional.of(new CensusReader(ReadingBounds.CENSUS).read(census.toString(), body))
                    : Optional.empty();
        }
    }

    /// Asks it to stop, as the kubelet does, and by force when it does not.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            http.shutdownNow();
        }
    }

    private int port(Path log) throws IOException, InterruptedException {
        for (int tries = 0; tries < SECONDS_TO_START * 10 && process.isAlive(); tries++) {
            Matcher port = PORT.matcher(Files.readString(log));
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
            Thread.sleep(100);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the sidecar does not start; its log: " + Files.readString(log));
    }
}
