package io.maphealth.core.history;

import io.maphealth.core.SiteSnapshot;
import java.util.ArrayDeque;
import java.util.List;

/// The rounds in which a site's held bytes rose beyond the noise of the sampling, since they last fell beyond it.
///
/// Sampled memory never grows evenly: noise hides small steps, and a table that doubles stands still for ever longer in
/// between. A flight of stairs that only goes up is what both have in common, however long it takes. After a fall, the
/// next stair must be above all that was ever reached.
final class Stairs {
    private static final int MOST = 12;
    private static final double LEAST_NOISE = 0.03;
    private static final double STANDARD_DEVIATIONS = 3;

    private final ArrayDeque<Round> stairs = new ArrayDeque<>(MOST);
    private double level = -1;
    private long highest;

    void add(Round round) {
        long held = round.site().heldBytes();
        double noise = noise(round.site());
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

    /// The share by which two rounds may differ without anything having changed.
    private static double noise(SiteSnapshot site) {
        double sampling = STANDARD_DEVIATIONS * site.samplingError().orElse(0);
        return Math.clamp(sampling, LEAST_NOISE, 1);
    }

    /// Twelve at most, oldest first.
    List<Round> rounds() {
        return List.copyOf(stairs);
    }
}
