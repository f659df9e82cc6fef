package io.maphealth.sidecar.dump;

/// Why a dump is not taken: one line that names the number to change.
public record DumpRefused(String line) {}
