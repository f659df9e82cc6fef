package io.maphealth.sidecar.target;

/// Takes the process of a given number. `own` is the number of the sidecar itself.
record PidFinder(ProcFolder proc, long pid, long own) implements TargetFinder {
    @Override
    public long find() throws TargetNotFoundException {
        if (pid == own) {
            throw new TargetNotFoundException(
                    ("pid %d is the sidecar itself: the pod's processes are not shared with it;"
                                    + " set shareProcessNamespace on the pod, or use URLs only")
                            .formatted(pid));
        }
        if (proc.running(pid).isEmpty()) {
            throw new TargetNotFoundException("no process has pid %d; waiting for one".formatted(pid));
        }
        return pid;
    }
}
