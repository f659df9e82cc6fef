package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.MapType;
import io.maphealth.process.Window;

/// Counts the slots of Swiss groups, table by table, by their control bytes.
///
/// A control byte is 0x80 for an empty slot, 0xFE for a deleted one, else the low seven bits of the key's hash
/// (go1.24 internal/runtime/maps/group.go). Any other value is not this layout.
final class GroupWalk {
    private static final int DELETED_LOW_BITS = 0x7E;
    private static final int SLOTS = 8;
    private static final int MOST_GROUPS = SwissTable.MOST_SLOTS / SLOTS;
    private static final int MOST_LOOKED_AT = 32;

    private final TableRuns slots;
    private final SlotPlausibility plausibility;
    private Window window = new Window(0);
    /// The control words of the table at hand: each is read once, for reading is what a walk spends its time on.
    private final long[] controls = new long[MOST_GROUPS];
    /// The groups of that table without an empty slot.
    private final int[] withoutEmpty = new int[MOST_GROUPS];
    private final KeyCheck keys;
    private long full;
    private long tombstones;
    private long longestProbe;
    private long digest;

    GroupWalk(TableRuns slots, SlotPlausibility plausibility, KeyCheck keys) {
        this.slots = slots;
        this.plausibility = plausibility;
        this.keys = keys;
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
        if (!load(data, groups, groupSize)) {
            return false;
        }
        boolean looking = keys.wanted();
        int notFull = 0;
        int closed = 0;
        long sum = digest;
        for (int group = 0; group < groups; group++) {
            long word = controls[group];
            long notFullBits = word & ControlWord.MSB;
            long deletedBits = deleted(word) << 6;
            notFull += ControlWord.bytes(notFullBits);
            tombstones += deletedBits == 0 ? 0 : ControlWord.bytes(deletedBits);
            if (notFullBits == deletedBits) {
                withoutEmpty[closed++] = group;
            }
            sum = Digest.mixed(sum, word);
            if (looking) {
                keys.look(window, data + (long) group * groupSize, word, ~word & ControlWord.MSB);
            }
        }
        digest = sum;
        full += (long) groups * SLOTS - notFull;
        probes(groups, closed);
        return true;
    }

    /// The types whose group size and contents agree with what is there, in a table that says how many slots it uses.
    TableTypes.Match fitting(TableTypes.Match match, long data, int groups, long used) {
        return match.narrowed(type -> fits(type, data, groups, used));
    }

    /// The types that agree with a lone group that uses so many slots; none when none does.
    TableTypes.Match passing(TableTypes.Match match, long data, long used) {
        return match.passing(type -> fits(type, data, 1, used));
    }

    private boolean fits(MapType type, long data, int groups, long used) {
        if (!load(data, groups, type.groupSize()) || slotsInUse(groups) != used) {
            return false;
        }
        int looked = 0;
        for (int group = 0; group < groups && looked < MOST_LOOKED_AT; group++) {
            long at = data + (long) group * type.groupSize();
            for (long open = ~controls[group] & ControlWord.MSB;
                    open != 0 && looked < MOST_LOOKED_AT;
                    open &= open - 1, looked++) {
                if (!plausibility.holds(type, window, at, Long.numberOfTrailingZeros(open) / SLOTS)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// @return false when the groups cannot be read or a control byte is not one
    private boolean load(long data, int groups, int groupSize) {
        window = slots.at(data, groups * groupSize);
        if (!window.covers(data, (long) groups * groupSize)) {
            return false;
        }
        window.longsAt(data, groupSize, controls, groups);
        for (int group = 0; group < groups; group++) {
            if (!controlBytes(controls[group])) {
                return false;
            }
        }
        return true;
    }

    private long slotsInUse(int groups) {
        long used = 0;
        for (int group = 0; group < groups; group++) {
            used += ControlWord.bytes(~controls[group] & ControlWord.MSB);
        }
        return used;
    }

    private static boolean controlBytes(long word) {
        long notFull = word & ControlWord.MSB;
        long bits = word & ControlWord.filled(notFull);
        return bits == notFull || bits == (notFull | (deleted(word) >>> 1) * DELETED_LOW_BITS);
    }

    /// Bit 1 of each control byte that is 0xFE.
    private static long deleted(long controls) {
        return (controls & ControlWord.MSB) >>> 6 & controls & ControlWord.LSB << 1;
    }

    /// A lookup goes on from group to group, one step further each time, until one has an empty slot.
    private void probes(int groups, int closed) {
        if (longestProbe == 0 && groups > 0) {
            longestProbe = 1;
        }
        for (int i = 0; i < closed; i++) {
            int visited = 1;
            for (int group = withoutEmpty[i]; closed(controls[group]) && visited < groups; visited++) {
                group = (group + visited) & (groups - 1);
            }
            longestProbe = Math.max(longestProbe, visited);
        }
    }

    private static boolean closed(long word) {
        return (word & ControlWord.MSB) == deleted(word) << 6;
    }
}
