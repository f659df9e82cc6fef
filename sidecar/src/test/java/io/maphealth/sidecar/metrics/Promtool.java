package io.maphealth.sidecar.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Prometheus' own checker of pages.
record Promtool(Path program) {
    private static final Path FINDER = Path.of("..", "src", "testkit", "find-program");
    private static final int SECONDS = 1_900;

    /// Empty, after saying why, when there is none to be had.
    static Optional<Promtool> find() throws IOException, InterruptedException {
        String path = run(List.of(FINDER.toString(), "promtool"), "").strip();
        return path.startsWith("/") ? Optional.of(new Promtool(Path.of(path))) : Optional.empty();
    }

    /// What it has to say against the page; empty for a page in order.
    String complaints(String page) throws IOException, InterruptedException {
        return run(List.of(program.toString(), "check", "metrics"), page);
    }

    private static String run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end in " + SECONDS + " s");
        }
        return said;
    }
}
