package io.maphealth.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A command that runs to its end while it is watched.
record Command(List<String> line) {
    private static final Duration STEP = Duration.ofMillis(5);

    /// What one run took; `usage` is the last that was seen before it ended, up to 5 ms earlier.
    record Run(Duration wall, ProcessUsage usage) {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classes() {
        return System.getProperty("java.class.path");
    }

    Run run(Path output) throws IOException, InterruptedException {
        ProcessUsage usage = new ProcessUsage(Duration.ZERO, 0, 0);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(line)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        while (!process.waitFor(STEP)) {
            usage = latest(process.pid(), usage);
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", line) + " ended with status " + process.exitValue());
        }
        return new Run(wall, usage);
    }

    /// A process that has just ended has no figures any more: the ones before stand.
    private static ProcessUsage latest(long pid, ProcessUsage before) {
        try {
            ProcessUsage now = ProcessUsage.of(pid);
            return now.residentBytes() == 0 ? before : now;
        } catch (IOException _) {
            return before;
        }
    }
}
