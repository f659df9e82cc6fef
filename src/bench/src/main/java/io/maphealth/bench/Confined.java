package io.maphealth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A memory cgroup (version 1) with a limit, which a command joins before it starts: what it reads counts, too.
record Confined(Path group) implements AutoCloseable {
    private static final Path CONTROLLER = Path.of("/sys/fs/cgroup/memory");

    /// Empty where this process may make none.
    static Optional<Confined> to(int mebibytes) {
        Path group =
                CONTROLLER.resolve("maphealth-bench-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
            Files.writeString(group.resolve("memory.limit_in_bytes"), mebibytes + "M");
            return Optional.of(new Confined(group));
        } catch (IOException e) {
            System.err.println("no memory cgroup, so the row with a limit is not in the table: " + e);
            return Optional.empty();
        }
    }

    List<String> line(List<String> command) {
        List<String> line = new ArrayList<>(
                List.of("/bin/sh", "-c", "echo $$ > " + group + "/cgroup.procs; exec \"$@\"", "confined"));
        line.addAll(command);
        return line;
    }

    @Override
    public void close() throws IOException {
        Files.delete(group);
    }
}
