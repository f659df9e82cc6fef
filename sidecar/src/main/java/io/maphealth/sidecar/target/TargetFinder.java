package io.maphealth.sidecar.target;

/// Finds the pid of the process to watch.
@FunctionalInterface
interface TargetFinder {
    long find() throws TargetNotFoundException;
}
