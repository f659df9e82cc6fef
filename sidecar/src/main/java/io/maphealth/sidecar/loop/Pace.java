package io.maphealth.sidecar.loop;

import java.time.Duration;
import java.time.Instant;

/// How time passes for the loop: the wall clock for people, the monotonic one for schedules.
public interface Pace {
    Instant now();

    /// Monotonic, from any origin.
    long nanoTime();

    void sleep(Duration time) throws InterruptedException;

    /// The machine's own clocks.
    Pace SYSTEM = new Pace() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    };
}
