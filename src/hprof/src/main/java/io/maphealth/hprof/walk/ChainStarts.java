package io.maphealth.hprof.walk;

import io.maphealth.javamaps.IdNumbers;
import io.maphealth.javamaps.IdTable;

/// Where the chains of some nodes start: that is what a table refers to.
///
/// Goes backward over all captured references between nodes, each time one node further; a chain that is longer than
/// any that a hash spreads is given up.
final class ChainStarts {
    private static final int LONGEST = 200;

    private final IdNumbers nexts;

    ChainStarts(IdNumbers nexts) {
        this.nexts = nexts;
    }

    /// The start of the chain of each node, 0 for one that starts its chain itself or is in none.
    int[] of(int[] nodes) {
        int[] starts = new int[nodes.length];
        int[] fronts = nodes.clone();
        for (int step = 0; step < LONGEST && stepBack(fronts, starts); step++) {
            // one node back each time
        }
        return starts;
    }

    /// Nodes have one next, so that different nodes stay different going backward.
    private boolean stepBack(int[] fronts, int[] starts) {
        IdTable places = new IdTable(fronts.length);
        for (int place = 0; place < fronts.length; place++) {
            if (fronts[place] != 0) {
                places.put(fronts[place], place + 1);
                fronts[place] = 0;
            }
        }
        int[] found = new int[1];
        nexts.forEach((node, next) -> {
            int place = places.get(next) - 1;
            if (place >= 0) {
                fronts[place] = node;
                starts[place] = node;
                found[0]++;
            }
        });
        return found[0] > 0;
    }
}
