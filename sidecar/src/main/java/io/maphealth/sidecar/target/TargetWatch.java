package io.maphealth.sidecar.target;

import java.util.List;
import java.util.Optional;

/// Keeps an eye on the process to watch.
public interface TargetWatch {
    /// For targets that are only known by their URLs.
    TargetWatch NONE = List::of;

    /// What has changed since the last call, in order; mostly nothing.
    List<TargetChange> check();

    /// The process that the last check found; never one of a target that is only known by its URLs.
    default Optional<TargetProcess> current() {
        return Optional.empty();
    }
}
