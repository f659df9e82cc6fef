package io.maphealth.core.history;

import io.maphealth.core.SiteSnapshot;
import java.time.Instant;

/// What one look found of one site. `number` counts the site's rounds from 1.
public record Round(long number, Look look, SiteSnapshot site) {
    public Instant takenAt() {
        return look.takenAt();
    }
}
