package io.maphealth.sidecar.metrics;

import io.maphealth.testkit.ThirdPartyProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Prometheus' own checker of pages.
record Promtool(Path program) {
    private static final int SECONDS = 60;

    /// Skips the test, and says why, when there is none to be had.
    static Promtool required() throws IOException, InterruptedException {
        return new Promtool(ThirdPartyProgram.required("promtool"));
    }

    /// What it has to say against the page; empty for a page in order.
    String complaints(String page) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(page.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(program + " did not end in " + SECONDS + " s");
        }
        return said;
    }
}
