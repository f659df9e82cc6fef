package io.maphealth.sidecar.dump;

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

    @Override
    public void close() {
        desk.end();
    }
}
