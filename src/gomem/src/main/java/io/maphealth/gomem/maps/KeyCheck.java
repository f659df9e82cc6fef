package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoType;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.process.Window;

/// Counts the keys of a map that are not equal to themselves, NaN in a map with floating-point keys, and hands on those
/// of maps that are followed.
final class KeyCheck {
    private static final int SLOTS = 8;
    /// Two equal keys prove that they are not equal to themselves, where the type alone does not.
    private static final long PROOF = 2;

    private final KeySample sample;
    private boolean wanted;
    private boolean sure;
    private boolean wide;
    private MapType.Slots slots = new MapType.Slots(0, 0, 0, 0);
    private TableTypes.Match last = TableTypes.Match.NONE;
    private long unequal;

    KeyCheck(KeySample sample) {
        this.sample = sample;
    }

    void start(TableTypes.Match match) {
        unequal = 0;
        sample.start(match);
        if (match == last) {
            return;
        }
        last = match;
        var floats = match.types().stream()
                .filter(type -> !type.indirectKey() && floating(type.key().kind()))
                .toList();
        wanted = !floats.isEmpty();
        sure = wanted && floats.size() == match.types().size();
        if (wanted) {
            slots = floats.getFirst().slots();
            wide = floats.getFirst().key().kind() == GoType.Kind.FLOAT64;
        }
    }

    boolean wanted() {
        return wanted || sample.wanted();
    }

    /// @param controls of the group
    /// @param open the highest bit in the byte of each full slot
    void look(Window window, long group, long controls, long open) {
        if (sample.wanted()) {
            sample.look(window, group, controls, open);
        }
        if (!wanted) {
            return;
        }
        for (long left = open; left != 0; left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left) / SLOTS;
            long key = group + slots.keyStart() + (long) slot * slots.keyStride();
            unequal += nan(window, key) ? 1 : 0;
        }
    }

    KeyTally tally() {
        boolean looked = sure || unequal >= PROOF;
        return looked || sample.wanted()
                ? new KeyTally(looked, looked ? unequal : 0, sample.prints())
                : KeyTally.NOT_LOOKED;
    }

    private boolean nan(Window window, long key) {
        if (!wide) {
            return Float.isNaN(Float.intBitsToFloat(window.intAt(key)));
        }
        long bits = window.longAt(key);
        // a NaN has many forms, but an integer that happens to be one is hardly ever one of the two that Go makes
        return Double.isNaN(Double.longBitsToDouble(bits))
                && (sure || bits == 0x7FF8000000000001L || bits == 0x7FF8000000000000L);
    }

    private static boolean floating(GoType.Kind kind) {
        return kind == GoType.Kind.FLOAT32 || kind == GoType.Kind.FLOAT64;
    }
}
