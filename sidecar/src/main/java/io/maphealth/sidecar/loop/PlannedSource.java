package io.maphealth.sidecar.loop;

import io.maphealth.sidecar.source.Source;
import java.time.Duration;

/// A source and how often to look through it; the first look comes `firstAfter` its start.
public record PlannedSource(Source source, Duration interval, Duration firstAfter) {
    /// Looks at once and then at every `interval`.
    public static PlannedSource every(Duration interval, Source source) {
        return new PlannedSource(source, interval, Duration.ZERO);
    }

    /// Waits one `interval` before the first look: for a look that costs the target something.
    public static PlannedSource after(Duration interval, Source source) {
        return new PlannedSource(source, interval, interval);
    }
}
