package io.maphealth.it.demo;

import io.maphealth.testkit.RunningProgram;
import java.util.List;
import java.util.Map;

/// One of the example programs, how a sidecar is told to watch it, and the faults planted in it: none in a healthy
/// twin.
record Shop(String name, RunningProgram program, Map<String, String> environment, List<Planted> faults) {
    boolean healthy() {
        return faults.isEmpty();
    }
}
