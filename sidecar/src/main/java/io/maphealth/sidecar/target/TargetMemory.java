package io.maphealth.sidecar.target;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What the kernel says of the memory of a process and of its container.
///
/// The container's figures are those of its cgroup, version 2 or 1, as the container sees them under its own
/// `/sys/fs/cgroup`, or as the node does. What the kernel would drop first (`inactive_file`) counts as free, as the
/// kubelet counts it.
public final class TargetMemory {
    /// A container's memory limit, and what of it is used and cannot be dropped.
    public record Use(long limitBytes, long usedBytes) {
        public long freeBytes() {
            return Math.max(0, limitBytes - usedBytes);
        }
    }

    private static final String CGROUPS = "sys/fs/cgroup";
    /// Version 1 says "no limit" by a number near 2^63.
    private static final long NO_LIMIT = 1L << 60;

    private final Path proc;
    private final long pid;

    /// @param proc the proc file system, `/proc`
    public TargetMemory(Path proc, long pid) {
        this.proc = proc;
        this.pid = pid;
    }

    /// Of this process.
    public static TargetMemory ofOurs() {
        return new TargetMemory(Path.of("/proc"), ProcessHandle.current().pid());
    }

    public OptionalLong residentBytes() {
        return number(folder().resolve("status"), "VmRSS:")
                .map(kib -> OptionalLong.of(kib << 10))
                .orElseGet(OptionalLong::empty);
    }

    /// Absent where the container has no limit, or none that can be seen from here.
    public Optional<Use> container() {
        return cgroups().flatMap(cgroup -> use(cgroup).stream()).findFirst();
    }

    /// What is left of the container's memory limit; absent where there is none.
    public OptionalLong freeBytes() {
        return container().map(use -> OptionalLong.of(use.freeBytes())).orElseGet(OptionalLong::empty);
    }

    private Stream<Path> cgroups() {
        Path inside = folder().resolve("root").resolve(CGROUPS);
        Path onNode = Path.of("/").resolve(CGROUPS);
        Stream<Path> named = lines(folder().resolve("cgroup")).stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && (parts[1].isEmpty() || parts[1].equals("memory")))
                .map(parts -> onNode.resolve(parts[1]).resolve(parts[2].replaceFirst("^/+", "")));
        return Stream.concat(Stream.of(inside, inside.resolve("memory")), named);
    }

    private static Optional<Use> use(Path cgroup) {
        Optional<Long> limit = number(cgroup.resolve("memory.max"), "")
                .or(() -> number(cgroup.resolve("memory.limit_in_bytes"), ""))
                .filter(bytes -> bytes < NO_LIMIT);
        Optional<Long> used = number(cgroup.resolve("memory.current"), "")
                .or(() -> number(cgroup.resolve("memory.usage_in_bytes"), ""));
        long dropped = number(cgroup.resolve("memory.stat"), "inactive_file ").orElse(0L);
        return limit.flatMap(most -> used.map(now -> new Use(most, now - dropped)));
    }

    private Path folder() {
        return proc.resolve(Long.toString(pid));
    }

    /// The number behind a name at the start of a line.
    private static Optional<Long> number(Path file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, ISO_8859_1);
        } catch (IOException _) {
            return List.of();
        }
    }
}
