package io.maphealth.javamaps;

import java.util.List;
import java.util.function.IntFunction;

/// Numbers by object id, sorted: objects that lie together in the heap lie together here, so that a walk of a small map
/// stays in the cache. 8 bytes a pair, 1 for an index of buckets of neighbours, 1 to 2 for a filter. Never changed once
/// made.
public final class SortedPairs implements IdNumbers {
    private static final int PAIRS_A_BUCKET = 4;
    private static final int FILTER_BITS_A_PAIR = 8;
    private static final int FEW = 8;

    private final Longs pairs;
    private final int[] ends;
    private final int shift;
    private final IdFilter filter;

    private SortedPairs(Longs pairs, int[] ends, int shift, IdFilter filter) {
        this.pairs = pairs;
        this.ends = ends;
        this.shift = shift;
        this.filter = filter;
    }

    /// The pairs of all logs; of those with one id the one with the least number. The logs are empty afterwards.
    /// `room` has places for as many as there are.
    public static SortedPairs of(List<? extends PairSource> logs, IntFunction<Longs> room) {
        int size = Math.toIntExact(logs.stream().mapToLong(PairSource::size).sum());
        int highest = highestId(logs);
        int shift = shift(highest, size);
        int[] ends = starts(logs, (highest >>> shift) + 1, shift);
        Longs pairs = room.apply(size);
        IdFilter filter = new IdFilter(size, FILTER_BITS_A_PAIR);
        for (PairSource log : logs) {
            log.drain((id, number) -> {
                pairs.set(ends[id >>> shift]++, LongLog.pair(id, number));
                filter.add(id);
            });
        }
        int start = 0;
        for (int end : ends) {
            sort(pairs, start, end);
            start = end;
        }
        return new SortedPairs(pairs, ends, shift, filter);
    }

    @Override
    public int size() {
        return pairs.size();
    }

    @Override
    public boolean mayHave(int id) {
        return filter.mayHave(id);
    }

    @Override
    public int get(int id) {
        int bucket = id >>> shift;
        if (!filter.mayHave(id) || bucket >= ends.length) {
            return 0;
        }
        int from = bucket == 0 ? 0 : ends[bucket - 1];
        int to = ends[bucket];
        while (to - from > FEW) {
            int middle = (from + to) >>> 1;
            if (Integer.compareUnsigned(idOf(pairs.get(middle)), id) < 0) {
                from = middle + 1;
            } else {
                to = middle + 1;
            }
        }
        for (int at = from; at < to; at++) {
            if (idOf(pairs.get(at)) == id) {
                return (int) pairs.get(at);
            }
        }
        return 0;
    }

    @Override
    public void forEach(Pairs to) {
        for (int at = 0; at < pairs.size(); at++) {
            long pair = pairs.get(at);
            to.pair(idOf(pair), (int) pair);
        }
    }

    private static int highestId(List<? extends PairSource> logs) {
        int[] highest = new int[1];
        logs.forEach(log -> log.forEach((id, _) -> {
            if (Integer.compareUnsigned(id, highest[0]) > 0) {
                highest[0] = id;
            }
        }));
        return highest[0];
    }

    /// How many of the lowest bits of an id do not matter to its bucket.
    private static int shift(int highestId, int size) {
        int shift = 0;
        while (Integer.compareUnsigned(highestId >>> shift, size / PAIRS_A_BUCKET) > 0 && shift < Integer.SIZE - 1) {
            shift++;
        }
        return shift;
    }

    /// Where each bucket starts, which is moved to where it ends as pairs are put.
    private static int[] starts(List<? extends PairSource> logs, int buckets, int shift) {
        int[] starts = new int[buckets];
        logs.forEach(log -> log.forEach((id, _) -> starts[id >>> shift]++));
        int start = 0;
        for (int bucket = 0; bucket < starts.length; bucket++) {
            int count = starts[bucket];
            starts[bucket] = start;
            start += count;
        }
        return starts;
    }

    /// A dump that goes by address leaves nothing to do.
    private static void sort(Longs pairs, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (pairs.get(at) < pairs.get(at - 1)) {
                pairs.sort(from, to);
                return;
            }
        }
    }

    private static int idOf(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }
}
