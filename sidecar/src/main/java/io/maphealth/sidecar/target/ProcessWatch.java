package io.maphealth.sidecar.target;

import io.maphealth.core.TargetRuntime;
import io.maphealth.process.ProcessIdentity;
import io.maphealth.sidecar.config.TargetConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Follows the target from one process to the next: a pid that goes to another process is a new target, and so is a
/// process that becomes another program.
public final class ProcessWatch implements TargetWatch {
    private final TargetFinder finder;
    private final ProcFolder proc;
    private final TargetConfig config;
    private Optional<TargetProcess> current = Optional.empty();
    private String lastMissing = "";

    private ProcessWatch(TargetFinder finder, ProcFolder proc, TargetConfig config) {
        this.finder = finder;
        this.proc = proc;
        this.config = config;
    }

    /// Follows the configured pid, else the configured process name.
    ///
    /// @param root the proc file system, `/proc`
    /// @param own pid of this very process, which is never the target
    public static ProcessWatch of(TargetConfig config, Path root, long own) {
        ProcFolder proc = new ProcFolder(root);
        TargetFinder finder = config.pid().isPresent()
                ? new PidFinder(proc, config.pid().getAsLong(), own)
                : new NameFinder(proc, config.wantedProcess(), own);
        return new ProcessWatch(finder, proc, config);
    }

    @Override
    public List<TargetChange> check() {
        Optional<TargetProcess> before = current;
        if (before.isPresent() && unchanged(before.get())) {
            return List.of();
        }
        List<TargetChange> changes = new ArrayList<>();
        before.filter(process -> !isSameProgram(process))
                .ifPresent(process -> changes.add(new TargetChange.Lost(process, whyLost(process))));
        changes.addAll(findAgain());
        return changes;
    }

    @Override
    public Optional<TargetProcess> current() {
        return current;
    }

    private boolean unchanged(TargetProcess process) {
        return isSameProgram(process)
                && (process.runtime().isPresent() || runtimeOf(process.pid()).isEmpty());
    }

    private boolean isSameProgram(TargetProcess process) {
        return isRunning(process) && proc.program(process.pid()).equals(process.program());
    }

    private boolean isRunning(TargetProcess process) {
        return proc.running(process.pid()).filter(process.identity()::equals).isPresent();
    }

    private String whyLost(TargetProcess process) {
        if (isRunning(process)) {
            return "process %d is another program now".formatted(process.pid());
        }
        return proc.running(process.pid()).isPresent()
                ? "process %d has ended, and its pid is another's now".formatted(process.pid())
                : "process %d has ended".formatted(process.pid());
    }

    private List<TargetChange> findAgain() {
        try {
            TargetProcess found = process(finder.find());
            current = Optional.of(found);
            lastMissing = "";
            return List.of(new TargetChange.Found(found));
        } catch (TargetNotFoundException missing) {
            current = Optional.empty();
            boolean news = !missing.message().equals(lastMissing);
            lastMissing = missing.message();
            return news ? List.of(new TargetChange.Missing(missing.message())) : List.of();
        }
    }

    private TargetProcess process(long pid) throws TargetNotFoundException {
        ProcessIdentity identity = proc.running(pid)
                .orElseThrow(
                        () -> new TargetNotFoundException("process %d ended while it was looked at".formatted(pid)));
        String name = config.container().or(() -> proc.shortName(pid)).orElse(config.name());
        return new TargetProcess(identity, name, proc.program(pid), runtimeOf(pid));
    }

    private Optional<TargetRuntime> runtimeOf(long pid) {
        return config.runtime().runtime().or(() -> new RuntimeProbe(proc).runtimeOf(pid));
    }
}
