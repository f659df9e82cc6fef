package io.maphealth.hprof.owner;

import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.javamaps.HolderRank;
import java.util.List;

/// The best reference to each of some objects, added up over threads: its score, and the holder where that leads on.
final class Holders {
    private final Targets targets;
    private final int[] scores;
    private final int[] holders;

    Holders(Targets targets) {
        this.targets = targets;
        this.scores = new int[targets.size()];
        this.holders = new int[targets.size()];
    }

    /// Static fields are not met in a scan.
    void addStatics(HolderPlans plans) {
        for (HeapClass type : plans.classes().all()) {
            for (int i = 0; i < type.statics().size(); i++) {
                int target = targets.find(type.statics().get(i).reference());
                int score = plans.scoreOfStatic(type, i);
                if (target >= 0 && score > scores[target]) {
                    scores[target] = score;
                    holders[target] = 0;
                }
            }
        }
    }

    void add(List<HolderVisitor> visitors) {
        visitors.forEach(visitor -> add(visitor.scores(), visitor.holders()));
    }

    Targets targets() {
        return targets;
    }

    int score(int target) {
        return scores[target];
    }

    HolderRank rank(int target) {
        return HolderPlans.rank(scores[target]);
    }

    /// 0 when there is none, and for static fields and roots.
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
