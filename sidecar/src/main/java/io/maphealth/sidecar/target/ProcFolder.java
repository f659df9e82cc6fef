package io.maphealth.sidecar.target;

import io.maphealth.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What the proc file system tells of processes (proc(5)). Everything may vanish between two reads.
record ProcFolder(Path root) {
    private static final int STATE_AFTER_NAME = 0;
    private static final int PARENT_AFTER_NAME = 1;

    /// Numbers of all processes that are shown, ascending.
    List<Long> pids() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException _) {
            return List.of();
        }
    }

    /// Empty for a process that has gone, and for one that has ended and waits to be collected.
    Optional<ProcessIdentity> running(long pid) {
        boolean ended = statField(pid, STATE_AFTER_NAME)
                .filter(state -> state.equals("Z") || state.equals("X"))
                .isPresent();
        return ended ? Optional.empty() : ProcessIdentity.of(root, pid);
    }

    /// The process's own short name, at most 15 bytes long.
    Optional<String> shortName(long pid) {
        return text(file(pid, "comm")).map(String::strip);
    }

    /// The program file, as far as the kernel shows it.
    Optional<String> program(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(file(pid, "exe")).toString());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    OptionalLong parent(long pid) {
        return statField(pid, PARENT_AFTER_NAME)
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    Path file(long pid, String name) {
        return root.resolve(Long.toString(pid)).resolve(name);
    }

    private Optional<String> statField(long pid, int index) {
        return text(file(pid, "stat"))
                // the name stands in parentheses and may hold spaces and parentheses itself
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "))
                .filter(fields -> fields.length > index)
                .map(fields -> fields[index]);
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
