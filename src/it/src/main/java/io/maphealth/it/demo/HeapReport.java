package io.maphealth.it.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes the HTML report of a JVM with the command line, as a person would: a dump, then the report of it.
final class HeapReport {
    private static final int MINUTES = 3;

    private HeapReport() {}

    static Path write(Shop shop, Path folder) throws IOException, InterruptedException {
        Path dump = folder.resolve("shop.hprof");
        Path report = folder.resolve("report.html");
        Files.deleteIfExists(dump);
        run(folder, "dump", "--pid", Long.toString(shop.program().pid()), "--out", dump.toString());
        run(folder, "heap", dump.toString(), "--format", "html", "--out", report.toString());
        Files.delete(dump);
        return report;
    }

    private static void run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve(arguments[0] + ".log");
        List<String> command = Sidecar.command(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed:\n" + Files.readString(log));
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
