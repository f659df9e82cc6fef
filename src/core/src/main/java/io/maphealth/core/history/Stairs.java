package io.maphealth.core.history;

import java.util.ArrayDeque;
import java.util.List;

/// The rounds in which a site's held bytes rose beyond the noise of the sampling, since they last fell beyond it.
///
/// Sampled memory never grows evenly: noise hides small steps, and a table that doubles stands still for ever longer in
/// between. A flight of stairs that only goes up is what both have in common, however long it takes. After a fall, the
/// next stair must be above all that was ever reached.
final class Stairs {
    private static final int MOST = Window.POINTS + 1;

    private final ArrayDeque<Round> stairs = new ArrayDeque<>(MOST);
    private double level = -1;
    private long highest;

    void add(Round round) {
        long held = round.site().heldBytes();
        double noise = Noise.of(round.site());
        highest = Math.max(highest, held);
        if (level < 0) {
            level = held;
        } else if (held > level * (1 + noise)) {
            level = held;
            rise(round);
        } else if (round.look().complete() && held < level * (1 - noise)) {
            level = highest;
            stairs.clear();
        }
    }

    private void rise(Round round) {
        if (stairs.size() == MOST) {
            stairs.removeFirst();
        }
        stairs.addLast(round);
    }

    /// The latest twelve at most, oldest first.
    List<Round> rounds() {
        return List.copyOf(stairs);
    }
}
