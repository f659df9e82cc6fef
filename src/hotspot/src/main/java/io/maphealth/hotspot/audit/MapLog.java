package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.LongLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Keeps the maps that a look at the heap comes by, in a few words each. For one thread.
final class MapLog {
    /// No more maps fit into one log.
    static final int MOST = 1 << 30;

    private static final int NUMBER_BITS = 31;

    /// What one map takes, with its place in the order of tables.
    static final int BYTES_A_MAP = 40;

    /// Tables that lie closer than this are read together.
    private static final long NEAR = 2 << 10;

    private static final long MOST_AT_ONCE = 256 << 10;

    /// Flags of a map.
    private static final int LASTS = 1;

    private static final int EXTRA_ENTRY = 2;
    private static final int HAS_MORE_TO_SAY = 4;

    private final Plan plan;
    private final LongLog addresses = new LongLog();
    private final LongLog entrances = new LongLog();
    private final LongLog figures = new LongLog();
    private final LongLog kinds = new LongLog();
    /// Of the few maps that have more to say, by number of the map.
    private final Map<Integer, FoundMap> whole = new HashMap<>();

    MapLog(Plan plan) {
        this.plan = plan;
    }

    void add(int classNumber, FoundMap map) {
        int number = (int) addresses.size();
        boolean more = map.cells() != 0 || map.nextTable() != 0 || map.storedCount() != (int) map.storedCount();
        addresses.add(map.address());
        entrances.add(map.entrance());
        figures.add(LongLog.pair((int) map.storedCount(), map.modCount()));
        kinds.add(LongLog.pair(classNumber, flags(map) | (more ? HAS_MORE_TO_SAY : 0)));
        if (more) {
            whole.put(number, map);
        }
    }

    int size() {
        return (int) addresses.size();
    }

    /// Whether a map says all it says of itself in its count and its entrance.
    boolean plain(int number) {
        return (kinds.get(number) & (HAS_MORE_TO_SAY | EXTRA_ENTRY)) == 0;
    }

    int classNumber(int number) {
        return (int) (kinds.get(number) >>> Integer.SIZE);
    }

    long entrance(int number) {
        return entrances.get(number);
    }

    /// The count of a plain map.
    int count(int number) {
        return (int) (figures.get(number) >>> Integer.SIZE);
    }

    /// Is shown maps by their numbers; what is up to `neighboursEnd` will be asked for next.
    @FunctionalInterface
    interface Neighbours {
        void map(int number, long neighboursEnd);
    }

    /// Shows maps of these numbers, those with neighbouring tables one after another.
    void forEachByEntrance(LongLog numbers, HeapIds ids, Neighbours to) {
        long[] order = new long[(int) numbers.size()];
        for (int i = 0; i < order.length; i++) {
            int number = (int) numbers.get(i);
            order[i] = (Integer.toUnsignedLong(ids.of(entrances.get(number))) << NUMBER_BITS) | number;
        }
        Arrays.sort(order);
        long end = 0;
        for (int i = 0; i < order.length; i++) {
            int number = numberIn(order[i]);
            if (entrances.get(number) >= end) {
                end = endOfNeighbours(order, i);
            }
            to.map(number, end);
        }
    }

    private static int numberIn(long placed) {
        return (int) (placed & ((1L << NUMBER_BITS) - 1));
    }

    private long endOfNeighbours(long[] order, int first) {
        long start = entrances.get(numberIn(order[first]));
        long end = start + NEAR;
        for (int i = first + 1; i < order.length; i++) {
            long next = entrances.get(numberIn(order[i]));
            if (next < start || next > end || next + NEAR - start > MOST_AT_ONCE) {
                break;
            }
            end = next + NEAR;
        }
        return end;
    }

    /// The maps that are entered at these addresses, by address: what is there is their table or their first node.
    Map<Long, Long> enteredAt(Set<Long> addresses) {
        Map<Long, Long> found = new HashMap<>();
        AddressSet wanted = new AddressSet(addresses);
        for (int number = 0; number < size(); number++) {
            if (wanted.contains(entrances.get(number))) {
                found.put(entrances.get(number), this.addresses.get(number));
            }
        }
        whole.values().stream()
                .filter(map -> wanted.contains(map.nextTable()))
                .forEach(map -> found.put(map.nextTable(), map.address()));
        return found;
    }

    FoundMap get(int number) {
        long kind = kinds.get(number);
        int flags = (int) kind;
        FoundMap special = (flags & HAS_MORE_TO_SAY) == 0 ? null : whole.get(number);
        if (special != null) {
            return special;
        }
        long figure = figures.get(number);
        return new FoundMap(
                plan.requireMap((int) (kind >>> Integer.SIZE)),
                (flags & LASTS) != 0,
                addresses.get(number),
                (int) (figure >>> Integer.SIZE),
                (int) figure,
                entrances.get(number),
                0,
                0,
                (flags & EXTRA_ENTRY) != 0);
    }

    private static int flags(FoundMap map) {
        return (map.lasts() ? LASTS : 0) | (map.extraEntry() ? EXTRA_ENTRY : 0);
    }
}
