package io.maphealth.it.monitoring;

import io.maphealth.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Prometheus' own checker of pages; the folder is for them.
public record Promtool(Path folder) {
    /// What it has to say against the page; empty for a page in order.
    public String complaints(String page) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile(folder, "page", ".txt"), page);
        String command = Program.find("promtool").path() + " check metrics <" + file;
        return Program.run(List.of("sh", "-c", command), folder).text();
    }
}
