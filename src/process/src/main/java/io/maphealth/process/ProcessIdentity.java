package io.maphealth.process;

import java.nio.file.Path;
import java.util.Optional;

/// A process that cannot be taken for a later one of the same number: its pid and when it started.
///
/// `startTicks` are clock ticks since boot (field 22 of proc_pid_stat(5)).
public record ProcessIdentity(long pid, long startTicks) {
    /// The process that has this number now.
    ///
    /// @param proc the proc file system, `/proc`
    /// @return empty when there is no such process
    public static Optional<ProcessIdentity> of(Path proc, long pid) {
        return ProcessStat.of(proc, pid).map(stat -> new ProcessIdentity(pid, stat.startTicks()));
    }

    /// Whether this very process still runs.
    public boolean current(Path proc) {
        return of(proc, pid).filter(this::equals).isPresent();
    }
}
