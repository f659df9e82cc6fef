package io.maphealth.sidecar.source;

import java.time.Duration;

/// What one question may take: until there is a connection, until the answer is read to its end, and bytes of answer.
public record HttpLimits(Duration connect, Duration whole, long bytes) {
    public static final HttpLimits DEFAULT = new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), 64L << 20);
}
