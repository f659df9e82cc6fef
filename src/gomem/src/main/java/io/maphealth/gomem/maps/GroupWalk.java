package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.MapType;
import io.maphealth.process.Pages;
import io.maphealth.process.Window;

/// Counts the slots of Swiss groups, table by table, by their control bytes.
///
/// A control byte is 0x80 for an empty slot, 0xFE for a deleted one, else the low seven bits of the key's hash
/// (go1.24 internal/runtime/maps/group.go). Any other value is not this layout.
final class GroupWalk {
    private static final long MSB = 0x8080808080808080L;
    private static final long LSB = 0x0101010101010101L;
    private static final int DELETED_LOW_BITS = 0x7E;
    private static final int SLOTS = 8;
    private static final int MOST_GROUPS = 128;
    private static final int MOST_LOOKED_AT = 32;

    private final Pages pages;
    private final SlotPlausibility plausibility;
    private Window window = new Window(0);
    private final boolean[] withoutEmpty = new boolean[MOST_GROUPS];
    private final KeyCheck keys = new KeyCheck();
    private long full;
    private long tombstones;
    private long longestProbe;
    private long digest;

    GroupWalk(Pages pages, SlotPlausibility plausibility) {
        this.pages = pages;
        this.plausibility = plausibility;
    }

    /// Forgets what was counted: another map follows, or the same with better types.
    void start(TableTypes.Match match) {
        full = 0;
        tombstones = 0;
        longestProbe = 0;
        digest = 0;
        keys.start(match);
    }

    long full() {
        return full;
    }

    long tombstones() {
        return tombstones;
    }

    /// Groups that the longest lookup of an absent key visits.
    long longestProbe() {
        return longestProbe;
    }

    long digest() {
        return digest;
    }

    KeyTally keys() {
        return keys.tally();
    }

    /// Copies groups and counts their slots.
    ///
    /// @return false when a control byte is not one; nothing is counted then
    boolean walk(long data, int groups, int groupSize) {
        if (!load(data, groups * groupSize) || !controlBytes(data, groups, groupSize)) {
            return false;
        }
        int closed = 0;
        for (int group = 0; group < groups; group++) {
            long at = data + (long) group * groupSize;
            long controls = window.longAt(at);
            long deleted = deleted(controls);
            int empty = Long.bitCount(controls & MSB) - Long.bitCount(deleted);
            full += SLOTS - Long.bitCount(controls & MSB);
            tombstones += Long.bitCount(deleted);
            digest = SwissMaps.mixed(digest, controls);
            withoutEmpty[group] = empty == 0;
            closed += empty == 0 ? 1 : 0;
            if (keys.wanted()) {
                keys.look(window, at, ~controls & MSB);
            }
        }
        probes(groups, closed);
        return true;
    }

    /// The types whose group size and contents agree with what is there, in a table that says how many slots it uses.
    TableTypes.Match fitting(TableTypes.Match match, long data, int groups, long used) {
        return match.narrowed(type -> fits(type, data, groups, used));
    }

    private boolean fits(MapType type, long data, int groups, long used) {
        if (!load(data, groups * type.groupSize())
                || !controlBytes(data, groups, type.groupSize())
                || slotsInUse(data, groups, type.groupSize()) != used) {
            return false;
        }
        int looked = 0;
        for (int group = 0; group < groups && looked < MOST_LOOKED_AT; group++) {
            long at = data + (long) group * type.groupSize();
            for (long open = ~window.longAt(at) & MSB;
                    open != 0 && looked < MOST_LOOKED_AT;
                    open &= open - 1, looked++) {
                if (!plausibility.holds(type, window, at, Long.numberOfTrailingZeros(open) / SLOTS)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean load(long data, int length) {
        window = pages.at(data, length);
        return window.covers(data, length);
    }

    private long slotsInUse(long data, int groups, int groupSize) {
        long used = 0;
        for (int group = 0; group < groups; group++) {
            used += Long.bitCount(~window.longAt(data + (long) group * groupSize) & MSB);
        }
        return used;
    }

    private boolean controlBytes(long data, int groups, int groupSize) {
        for (int group = 0; group < groups; group++) {
            long controls = window.longAt(data + (long) group * groupSize);
            long notFull = controls & MSB;
            long lowBits = (deleted(controls) >>> 1) * DELETED_LOW_BITS;
            long ofNotFull = (notFull >>> 7) * 0xFF;
            if ((controls & ofNotFull) != (notFull | lowBits)) {
                return false;
            }
        }
        return true;
    }

    /// Bit 1 of each control byte that is 0xFE.
    private static long deleted(long controls) {
        return (controls & MSB) >>> 6 & controls & LSB << 1;
    }

    /// A lookup goes on from group to group, one step further each time, until one has an empty slot.
    private void probes(int groups, int closed) {
        if (longestProbe == 0 && groups > 0) {
            longestProbe = 1;
        }
        for (int first = 0; closed > 0 && first < groups; first++) {
            int visited = 1;
            for (int group = first; withoutEmpty[group] && visited < groups; visited++) {
                group = (group + visited) & (groups - 1);
            }
            longestProbe = Math.max(longestProbe, visited);
        }
    }
}
