package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Pages;
import io.maphealth.process.Window;

/// Counts the cells of arrays of buckets and of their overflow chains.
///
/// A cell's control byte (tophash) is 0 or 1 when empty, 2 to 4 when it moved to a newer array, else a part of the
/// key's hash (go1.21 to go1.23 runtime/map.go).
final class BucketWalk {
    private static final long OVER_LAST_MOVED = 0x7B7B7B7B7B7B7B7BL;
    private static final int FIRST_MOVED = 2;
    private static final int LAST_MOVED = 4;
    private static final int SLOTS = 8;
    /// What a copy of is still in the processor's cache when it is looked at.
    private static final int CHUNK = 1 << 18;
    private static final int BUCKETS_AT_ONCE = 256;
    /// Longest look at what was allocated behind an array for its overflow.
    private static final int MOST_RESERVE = 8 << 20;

    private static final int LONGEST_CHAIN = 1 << 16;

    private final Memory memory;
    private final Pages pages;
    private final Pages chains;
    private final Spans spans;
    private final SlotPlausibility plausibility;
    private final KeyCheck keys;
    private final Window reserve = new Window(1 << 12);
    private Window window = new Window(0);
    private final long[] controls = new long[BUCKETS_AT_ONCE];
    private final long[] overflows = new long[BUCKETS_AT_ONCE];
    private long full;
    private long emptied;
    private long longestChain;
    private long overflowBytes;
    private long digest;
    private long overflowLeft;

    /// An array of buckets; `bytes` is the room it has with its reserve of overflow buckets.
    record Array(long address, long buckets, long bytes, boolean old) {
        long slots() {
            return buckets * SLOTS;
        }

        boolean contains(long at) {
            return at >= address && at < address + bytes;
        }
    }

    /// What is looked at in the slots beside counting them.
    record Slots(SlotPlausibility plausibility, KeyCheck keys) {}

    BucketWalk(Memory memory, Pages pages, Spans spans, Slots slots) {
        this.memory = memory;
        this.pages = pages;
        this.chains = new Pages(memory);
        this.spans = spans;
        this.plausibility = slots.plausibility();
        this.keys = slots.keys();
    }

    /// Reads overflow buckets anew from here on.
    void forget() {
        chains.forget();
    }

    /// Forgets what was counted: another map follows.
    void start(TableTypes.Match match) {
        full = 0;
        emptied = 0;
        longestChain = 0;
        overflowBytes = 0;
        digest = 0;
        keys.start(match);
    }

    long full() {
        return full;
    }

    /// Cells that held an entry which was deleted.
    long emptied() {
        return emptied;
    }

    /// Buckets that the longest lookup visits.
    long longestChain() {
        return longestChain;
    }

    /// Overflow buckets that are objects of their own.
    long overflowBytes() {
        return overflowBytes;
    }

    long digest() {
        return digest;
    }

    KeyTally keys() {
        return keys.tally();
    }

    /// Counts the cells of an array.
    ///
    /// @return false when something is not a bucket, or a chain does not end
    boolean walk(Array array, int bucketSize) {
        loadReserve(array, bucketSize);
        // chains hold at most a few buckets for each of the array; a cycle ends here
        overflowLeft = array.buckets() * 4 + LONGEST_CHAIN;
        int perChunk = Math.max(1, CHUNK / bucketSize);
        boolean valid = true;
        for (long first = 0; first < array.buckets() && valid; first += perChunk) {
            int count = (int) Math.min(perChunk, array.buckets() - first);
            long start = array.address() + first * bucketSize;
            int length = count * bucketSize;
            window = pages.at(start, length);
            valid = window.covers(start, length);
            for (int i = 0; i < count && valid; i += BUCKETS_AT_ONCE) {
                valid = buckets(array, start + (long) i * bucketSize, Math.min(BUCKETS_AT_ONCE, count - i), bucketSize);
            }
        }
        return valid;
    }

    /// Counts the cells of buckets that lie side by side, and of their chains.
    private boolean buckets(Array array, long start, int count, int bucketSize) {
        window.longsAt(start, bucketSize, controls, count);
        window.longsAt(start + bucketSize - Long.BYTES, bucketSize, overflows, count);
        boolean looking = keys.wanted();
        long cells = 0;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long bucket = start + (long) i * bucketSize;
            long open = open(controls[i]);
            boolean plain = overflows[i] == 0 && !array.old() && (controls[i] & ~ControlWord.filled(open)) == 0;
            if (!plain && !chain(array, bucket, bucketSize)) {
                return false;
            }
            if (plain) {
                cells += ControlWord.bytes(open);
                sum = Digest.mixed(sum, controls[i]);
            }
            if (plain && looking) {
                keys.look(window, bucket, controls[i], open);
            }
        }
        longestChain = Math.max(longestChain, 1);
        full += cells;
        digest = Digest.mixed(digest, sum);
        return true;
    }

    /// The types whose contents agree with what is there, of those with buckets of one size.
    TableTypes.Match fitting(TableTypes.Match match, Array array) {
        return match.narrowed(type -> fits(type, array.address(), (int) Math.min(array.buckets(), SLOTS)));
    }

    /// The types that agree with a lone bucket; none when none does.
    TableTypes.Match passing(TableTypes.Match match, long bucket) {
        return match.passing(
                type -> fits(type, bucket, 1) && window.longAt(bucket + type.groupSize() - Long.BYTES) == 0);
    }

    private boolean fits(MapType type, long array, int buckets) {
        int length = buckets * type.groupSize();
        window = pages.at(array, length);
        if (!window.covers(array, length)) {
            return false;
        }
        for (int bucket = 0; bucket < buckets; bucket++) {
            long at = array + (long) bucket * type.groupSize();
            for (int slot = 0; slot < SLOTS; slot++) {
                int control = window.unsignedByteAt(at + slot);
                if (moved(control) || (control > LAST_MOVED && !plausibility.holds(type, window, at, slot))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean chain(Array array, long first, int bucketSize) {
        // what has moved is counted in the newer array; its overflow buckets are held as long as the older one is
        boolean moved = array.old() && moved(window.unsignedByteAt(first));
        if (!moved && !count(window, first, array.old())) {
            return false;
        }
        long next = window.longAt(first + bucketSize - Long.BYTES);
        long length = 1;
        long seen = 0;
        for (; next != 0; length++) {
            if (next == seen) {
                return false;
            }
            // a cycle comes by one of these once more (Brent)
            seen = Long.bitCount(length) == 1 ? next : seen;
            Window bytes = reserve.covers(next, bucketSize) ? reserve : chains.at(next, bucketSize);
            if (!bytes.covers(next, bucketSize)
                    || overflowLeft-- <= 0
                    || !owned(array, next, bucketSize)
                    || (!moved && !count(bytes, next, array.old()))) {
                return false;
            }
            next = bytes.longAt(next + bucketSize - Long.BYTES);
        }
        longestChain = moved ? longestChain : Math.max(longestChain, length);
        return true;
    }

    /// Adds an overflow bucket's memory unless it is part of the array's own.
    private boolean owned(Array array, long bucket, int bucketSize) {
        if (array.contains(bucket)) {
            return true;
        }
        int span = spans.at(bucket);
        if (span < 0 || !spans.inUse(span)) {
            return false;
        }
        // while growing, a bucket of the old array's reserve may hang in a chain of the new one
        boolean ofItsOwn = spans.elementSize(span) < 2L * bucketSize + SLOTS;
        overflowBytes += ofItsOwn ? spans.elementSize(span) : 0;
        return true;
    }

    private boolean count(Window bytes, long bucket, boolean old) {
        long word = bytes.longAt(bucket);
        digest = Digest.mixed(digest, word);
        long open = open(word);
        long others = word & ~ControlWord.filled(open);
        if ((others & (ControlWord.LSB << 1 | ControlWord.LSB << 2)) != 0 && !old) {
            return false;
        }
        full += ControlWord.bytes(open);
        emptied += ControlWord.bytes((others & ~(others >>> 1) & ~(others >>> 2) & ControlWord.LSB) << 7);
        if (keys.wanted()) {
            keys.look(bytes, bucket, word, open);
        }
        return true;
    }

    /// The highest bit of each full cell's byte: adding 0x7B carries into it where a byte is over LAST_MOVED.
    private static long open(long controls) {
        return (((controls & ~ControlWord.MSB) + OVER_LAST_MOVED) | controls) & ControlWord.MSB;
    }

    private void loadReserve(Array array, int bucketSize) {
        long start = array.address() + array.buckets() * bucketSize;
        long length = array.address() + array.bytes() - start;
        reserve.load(memory, start, (int) Math.max(0, Math.min(MOST_RESERVE, length)));
    }

    private static boolean moved(int control) {
        return control >= FIRST_MOVED && control <= LAST_MOVED;
    }
}
