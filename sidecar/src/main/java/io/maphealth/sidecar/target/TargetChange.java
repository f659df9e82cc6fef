package io.maphealth.sidecar.target;

/// What has become of the target since the last check.
public sealed interface TargetChange {
    /// It runs, for the first time or anew, or its runtime can be told now.
    record Found(TargetProcess target) implements TargetChange {}

    /// It has ended, or its pid is another's now.
    record Lost(TargetProcess target, String message) implements TargetChange {}

    /// There is none; the message is one line that says what was looked for and what to do.
    record Missing(String message) implements TargetChange {}
}
