package io.maphealth.hprof.walk;

import java.util.function.IntConsumer;

/// The first and the last of the objects that a table leads to, by their numbers as signed ones. For one thread.
final class Reach implements IntConsumer {
    private int least;
    private int most;

    void startAgain() {
        least = Integer.MAX_VALUE;
        most = Integer.MIN_VALUE;
    }

    @Override
    public void accept(int object) {
        int signed = signed(object);
        least = Math.min(least, signed);
        most = Math.max(most, signed);
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    /// A number, which uses all 32 bits, in an order that signed comparison keeps.
    static int signed(int object) {
        return object + Integer.MIN_VALUE;
    }
}
