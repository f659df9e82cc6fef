package io.maphealth.sidecar.dump;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// A complete dump to read, and what is known of how it was taken. Closing it deletes the file if it is ours.
public record ObtainedDump(Path file, Duration pause, Optional<String> version, OptionalLong pid, Runnable whenRead)
        implements AutoCloseable {

    /// A file that somebody else wrote and keeps.
    static ObtainedDump ofOthers(Path file) {
        return new ObtainedDump(file, Duration.ZERO, Optional.empty(), OptionalLong.empty(), () -> {});
    }

    @Override
    public void close() {
        whenRead.run();
    }
}
