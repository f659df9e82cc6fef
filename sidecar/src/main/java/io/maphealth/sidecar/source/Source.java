package io.maphealth.sidecar.source;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;

/// One way of looking at the target. A look is bounded in time and memory; it is called by one thread at a time.
public interface Source {
    SourceKind kind();

    /// Whether there is something to look at; where there is not, the loop waits without calling it a failure.
    /// Costs next to nothing.
    default boolean ready() {
        return true;
    }

    /// Looks once.
    ///
    /// @throws SourceUnavailableException when there is nothing to show; the next look may succeed
    Census look() throws SourceUnavailableException, InterruptedException;

    /// Lets go of what a look keeps open for the next; no look comes after it.
    default void close() {}
}
