package io.maphealth.hprof.owner;

import java.util.List;

/// The references of the instances of one class: where they are among the `bytes` of field values, and how each scores
/// as
/// an owner.
final class HolderPlan {
    private final int bytes;
    private final int[] offsets;
    private final int[] scores;

    HolderPlan(int bytes, List<Integer> offsets, List<Integer> scores) {
        this.bytes = bytes;
        this.offsets = offsets.stream().mapToInt(Integer::intValue).toArray();
        this.scores = scores.stream().mapToInt(Integer::intValue).toArray();
    }

    int bytes() {
        return bytes;
    }

    int references() {
        return offsets.length;
    }

    int offset(int reference) {
        return offsets[reference];
    }

    int score(int reference) {
        return scores[reference];
    }
}
