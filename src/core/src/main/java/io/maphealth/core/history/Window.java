package io.maphealth.core.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/// The latest rounds of a site that are at least a tenth of the window apart. A missed round leaves a wider gap.
final class Window {
    /// Ten tenths have eleven ends.
    static final int POINTS = 11;

    private final Duration tenth;
    private final ArrayDeque<Round> points = new ArrayDeque<>(POINTS);

    Window(Duration tenth) {
        this.tenth = tenth;
    }

    void add(Round round) {
        if (!points.isEmpty()
                && round.takenAt().isBefore(points.getLast().takenAt().plus(tenth))) {
            return;
        }
        if (points.size() == POINTS) {
            points.removeFirst();
        }
        points.addLast(round);
    }

    /// Oldest first.
    List<Round> points() {
        return List.copyOf(points);
    }
}
