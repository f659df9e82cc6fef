package io.maphealth.sidecar.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Leave to take one dump, until it is closed.
record DumpTurn(DumpDesk desk, DumpForecast forecast) implements AutoCloseable {
    DumpFormat format() {
        return forecast.format();
    }

    /// How long the target really stood still.
    void paused(Duration pause) {
        desk.paused(forecast, pause);
    }

    /// Ends the turn, and the dump with it. A file that cannot be deleted now is deleted as a leftover later.
    void closeAndDelete(Path file) {
        try (this) {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // it counts against the quota until then
        }
    }

    @Override
    public void close() {
        desk.end();
    }
}
