package io.maphealth.sidecar.target;

import java.util.List;

/// Keeps an eye on the process to watch.
public interface TargetWatch {
    /// For targets that are only known by their URLs.
    TargetWatch NONE = List::of;

    /// What has changed since the last call, in order; mostly nothing.
    List<TargetChange> check();
}
