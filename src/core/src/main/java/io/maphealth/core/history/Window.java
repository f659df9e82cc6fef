package io.maphealth.core.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The latest rounds of a site that are at least a tenth of the window apart. A missed round leaves a wider gap.
final class Window {
    /// Ten tenths have eleven ends.
    static final int POINTS = 11;

    private final Duration tenth;
    private List<Round> points = List.of();

    Window(Duration tenth) {
        this.tenth = tenth;
    }

    void add(Round round) {
        if (points.isEmpty()
                || !round.takenAt().isBefore(points.getLast().takenAt().plus(tenth))) {
            List<Round> more = new ArrayList<>(points);
            more.add(round);
            points = List.copyOf(more.subList(Math.max(0, more.size() - POINTS), more.size()));
        }
    }

    /// Oldest first.
    List<Round> points() {
        return points;
    }
}
