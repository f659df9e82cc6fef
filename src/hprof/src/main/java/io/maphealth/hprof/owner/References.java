package io.maphealth.hprof.owner;

import io.maphealth.javamaps.HolderRank;
import io.maphealth.javamaps.LongLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/// References that some scan has come by, found by the object they refer to. Never changed once made.
final class References {
    private static final int MOST_OF_AN_OBJECT = 256;
    private static final Comparator<Reference> BEST_FIRST = Comparator.comparingInt(Reference::score)
            .reversed()
            .thenComparing(Reference::holder, Integer::compareUnsigned);

    private final long[] places;
    private final int[] holders;
    private final int[] scores;
    private int size;

    /// All references of some logs whose holder's class is wanted.
    References(List<ReferenceLog> logs, IntPredicate types) {
        int most = logs.stream().mapToInt(ReferenceLog::size).sum();
        long[] all = new long[most];
        this.holders = new int[most];
        this.scores = new int[most];
        for (ReferenceLog log : logs) {
            log.forEach((object, holder, score, type) -> {
                if (type == ReferenceLog.ANY_CLASS || types.test(type)) {
                    all[size] = LongLog.pair(object, size);
                    holders[size] = holder;
                    scores[size++] = score;
                }
            });
        }
        this.places = Arrays.copyOf(all, size);
        Arrays.sort(places);
    }

    /// One reference to an object: the holder is a thread's number where the score is a root's, 0 for static fields.
    record Reference(int holder, int score) {
        static final int PART = HolderPlans.score(HolderRank.WRAPPER, 0);

        /// By which a part of a map, or what a wrapper wraps, is known by the whole.
        static Reference toPart(int whole) {
            return new Reference(whole, PART);
        }
    }

    /// The references to an object, best first.
    List<Reference> to(int object) {
        int at = Arrays.binarySearch(places, LongLog.pair(object, 0));
        List<Reference> found = new ArrayList<>();
        for (int i = at < 0 ? -at - 1 : at; i < size && (int) (places[i] >>> Integer.SIZE) == object; i++) {
            int number = (int) places[i];
            found.add(new Reference(holders[number], scores[number]));
            if (found.size() == MOST_OF_AN_OBJECT) {
                break;
            }
        }
        found.sort(BEST_FIRST);
        return found;
    }

    /// Shows every reference with what it refers to.
    void forEach(ReferenceLog.To to) {
        for (long place : places) {
            int number = (int) place;
            to.reference((int) (place >>> Integer.SIZE), holders[number], scores[number], ReferenceLog.ANY_CLASS);
        }
    }
}
