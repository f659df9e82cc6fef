package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Addresses of objects as `int`: how much of the used heap lies before them in units of 16 bytes, plus 1. 0 is null
/// and what lies outside. Only for objects of 16 bytes and more, no two of which start in the same unit. Reaches 64 GiB
/// of used heap, however far it is spread.
final class HeapIds {
    private static final int UNIT_BITS = 4;
    private static final long UNIT = 1L << UNIT_BITS;
    private static final long REACH = (1L << (Integer.SIZE + UNIT_BITS)) - UNIT;
    /// Spaces that are closer than this count as one run.
    private static final long NEAR = 1L << 30;

    private final long[] starts;
    private final long[] ends;
    private final long[] before;
    private final boolean all;

    /// A stretch of spaces that are near each other.
    private record Run(long start, long end) {}

    private HeapIds(List<Run> runs, boolean all) {
        this.starts = runs.stream().mapToLong(Run::start).toArray();
        this.ends = runs.stream().mapToLong(Run::end).toArray();
        this.before = new long[starts.length];
        this.all = all;
        long sum = UNIT;
        for (int run = 0; run < starts.length; run++) {
            before[run] = sum;
            sum += ends[run] - starts[run];
        }
    }

    static HeapIds of(List<HeapSpace> spaces) {
        List<Run> runs = new ArrayList<>();
        long used = 0;
        for (HeapSpace space : spaces.stream()
                .sorted(Comparator.comparingLong(HeapSpace::bottom))
                .toList()) {
            long start = space.bottom() & -UNIT;
            boolean near = !runs.isEmpty() && start - runs.getLast().end() < NEAR;
            long more = near ? space.top() - runs.getLast().end() : space.top() - start;
            if (used + more > REACH) {
                return new HeapIds(runs, false);
            }
            long end = (space.top() + UNIT - 1) & -UNIT;
            if (near) {
                runs.set(
                        runs.size() - 1,
                        new Run(runs.getLast().start(), Math.max(runs.getLast().end(), end)));
            } else {
                runs.add(new Run(start, end));
            }
            used += Math.max(0, more) + UNIT;
        }
        return new HeapIds(runs, true);
    }

    boolean reachAll() {
        return all;
    }

    int of(long address) {
        for (int run = 0; run < starts.length; run++) {
            if (address >= starts[run] && address < ends[run]) {
                return (int) ((address - starts[run] + before[run]) >>> UNIT_BITS);
            }
        }
        return 0;
    }
}
