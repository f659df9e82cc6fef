package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final long[] bottoms;
    private final long[] tops;

    /// A stretch of spaces that are near each other.
    private record Run(long start, long end) {}

    private HeapIds(List<HeapSpace> spaces, List<Run> runs, boolean all) {
        this.bottoms = spaces.stream().mapToLong(HeapSpace::bottom).toArray();
        this.tops = spaces.stream().mapToLong(HeapSpace::top).toArray();
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
        List<HeapSpace> inOrder = spaces.stream()
                .sorted(Comparator.comparingLong(HeapSpace::bottom))
                .toList();
        List<Run> runs = new ArrayList<>();
        long used = 0;
        for (HeapSpace space : inOrder) {
            long start = space.bottom() & -UNIT;
            boolean near = !runs.isEmpty() && start - runs.getLast().end() < NEAR;
            long more = near ? space.top() - runs.getLast().end() : space.top() - start;
            if (used + more > REACH) {
                return new HeapIds(inOrder, runs, false);
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
        return new HeapIds(inOrder, runs, true);
    }

    boolean reachAll() {
        return all;
    }

    /// Whether so many bytes from an address on lie in one space, as those of an object do.
    boolean inOneSpace(long address, long bytes) {
        int found = Arrays.binarySearch(bottoms, address);
        int space = found >= 0 ? found : -found - 2;
        return space >= 0 && bytes <= tops[space] - address;
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
