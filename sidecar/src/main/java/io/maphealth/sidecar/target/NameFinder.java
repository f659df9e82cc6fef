package io.maphealth.sidecar.target;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks through a process namespace that the containers of a pod share.
///
/// The first process of each container has no parent that can be seen. Without a name, or when no process has it, the
/// target is the only such process beside the sidecar, whoever started it, and the pause program that holds the
/// namespace.
record NameFinder(ProcFolder proc, Optional<String> wanted, long own) implements TargetFinder {
    private static final String PAUSE = "pause";
    private static final int LONGEST_SHORT_NAME = 15;

    @Override
    public long find() throws TargetNotFoundException {
        List<Long> others = proc.pids().stream()
                .filter(pid -> pid != own && pid != proc.parent(own).orElse(own))
                .filter(pid -> proc.running(pid).isPresent())
                .toList();
        Optional<Long> named = others.stream().filter(this::isNamed).findFirst();
        return named.isPresent() ? named.get() : onlyOne(others);
    }

    private long onlyOne(List<Long> others) throws TargetNotFoundException {
        List<Long> first = others.stream().filter(this::startsContainer).toList();
        if (first.size() == 1) {
            return first.getFirst();
        }
        String seen = first.isEmpty()
                ? "no process of another container is seen; set shareProcessNamespace on the pod"
                : "the containers run " + names(first) + "; set TARGET_PROCESS to one of them";
        throw new TargetNotFoundException(
                wanted.map(name -> "no process is called " + name + "; ").orElse("") + seen);
    }

    private boolean isNamed(long pid) {
        return wanted.filter(name -> hasShortName(pid, name) || hasProgram(pid, name))
                .isPresent();
    }

    private boolean hasShortName(long pid, String name) {
        String shortened = name.substring(0, Math.min(name.length(), LONGEST_SHORT_NAME));
        return proc.shortName(pid).filter(shortened::equals).isPresent();
    }

    private boolean hasProgram(long pid, String name) {
        return proc.program(pid).filter(program -> program.endsWith("/" + name)).isPresent();
    }

    private boolean startsContainer(long pid) {
        return proc.parent(pid).orElse(1) == 0
                && proc.shortName(pid).filter(name -> !name.equals(PAUSE)).isPresent();
    }

    private String names(List<Long> pids) {
        return pids.stream().map(pid -> proc.shortName(pid).orElse("?")).collect(Collectors.joining(", "));
    }
}
