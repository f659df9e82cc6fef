package io.maphealth.gomem.maps;

import java.time.Duration;
import java.util.function.Consumer;

/// Whether a running program may be stopped for a map that cannot be read otherwise, one in each look.
///
/// @param limit how long it may stand still for it; zero: never
/// @param rest for how many times as long it runs before the next one
/// @param refused is told in one line why it was not stopped where that is news, and what to change
public record Stops(Duration limit, int rest, Consumer<String> refused) {
    public static final Stops NEVER = new Stops(Duration.ZERO, 0, _ -> {});

    private static final int USUAL_REST = 1_000;

    /// For one who looks again and again: the program never stands still for more than a thousandth of the time.
    public static Stops nowAndThen(Duration limit, Consumer<String> refused) {
        return new Stops(limit, USUAL_REST, refused);
    }

    boolean allowed() {
        return limit.isPositive();
    }
}
