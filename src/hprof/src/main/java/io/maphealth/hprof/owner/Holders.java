package io.maphealth.hprof.owner;

import java.util.List;

/// The best reference to each of some objects, added up over threads: its score, and the holder where that leads on.
final class Holders {
    private final Targets targets;
    private final int[] scores;
    private final int[] holders;

    Holders(Targets targets, List<HolderVisitor> visitors) {
        this.targets = targets;
        this.scores = new int[targets.size()];
        this.holders = new int[targets.size()];
        for (HolderVisitor visitor : visitors) {
            add(visitor.scores(), visitor.holders());
        }
    }

    Targets targets() {
        return targets;
    }

    int score(int target) {
        return scores[target];
    }

    Rank rank(int target) {
        return HolderPlans.rank(scores[target]);
    }

    /// 0 when there is none, or when the reference names its owner by itself.
    int holder(int target) {
        return holders[target];
    }

    private void add(int[] otherScores, int[] otherHolders) {
        for (int i = 0; i < scores.length; i++) {
            boolean better = otherScores[i] > scores[i]
                    || (otherScores[i] == scores[i] && Integer.compareUnsigned(otherHolders[i], holders[i]) < 0);
            if (better) {
                scores[i] = otherScores[i];
                holders[i] = otherHolders[i];
            }
        }
    }
}
