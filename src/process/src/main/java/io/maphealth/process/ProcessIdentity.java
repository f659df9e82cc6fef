package io.maphealth.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A process that cannot be taken for a later one of the same number: its pid and when it started.
///
/// `startTicks` are clock ticks since boot (field 22 of proc_pid_stat(5)).
public record ProcessIdentity(long pid, long startTicks) {
    private static final int START_AFTER_NAME = 19;

    /// The process that has this number now.
    ///
    /// @param proc the proc file system, `/proc`
    /// @return empty when there is no such process
    public static Optional<ProcessIdentity> of(Path proc, long pid) {
        try {
            String stat = Files.readString(proc.resolve(Long.toString(pid)).resolve("stat"));
            // the name stands in parentheses and may hold spaces and parentheses itself
            String[] afterName =
                    stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            return Optional.of(new ProcessIdentity(pid, Long.parseLong(afterName[START_AFTER_NAME])));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    /// Whether this very process still runs.
    public boolean current(Path proc) {
        return of(proc, pid).filter(this::equals).isPresent();
    }
}
