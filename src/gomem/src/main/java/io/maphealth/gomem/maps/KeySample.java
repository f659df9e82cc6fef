package io.maphealth.gomem.maps;

import io.maphealth.core.history.KeyPrints;
import io.maphealth.gomem.runtime.TypeSection;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Takes the prints of some of a map's keys while it is walked: of those whose hash is in a part of all hashes, so that
/// it is the same keys from look to look for as long as they are there. The lowest seven bits of a print are of the
/// key's hash as the map itself keeps it, the others of its contents. For one thread.
final class KeySample {
    static final int NOT_FOLLOWED = -1;

    private static final int CONTROL_BITS = 7;
    private static final int CONTROL_MASK = 0x7F;
    private static final int MOST = 1 << 12;
    /// Of a longer string, so many bytes at its start and as many at its end.
    private static final int MOST_TEXT = 128;

    private final Memory memory;
    private final TypeSection types;
    private final Window text = new Window(2 * MOST_TEXT);
    private final long[] prints = new long[MOST];
    private int size;
    private int thinning = NOT_FOLLOWED;
    private boolean tooMany;
    private TableTypes.Match last = TableTypes.Match.NONE;
    private Optional<KeyParts> parts = Optional.empty();

    KeySample(Memory memory, TypeSection types) {
        this.memory = memory;
        this.types = types;
    }

    /// From the next map on, takes one key in 2^`thinning`, or none.
    void follow(int nextThinning) {
        thinning = nextThinning;
    }

    void start(TableTypes.Match match) {
        size = 0;
        tooMany = false;
        if (wanted() && match != last) {
            last = match;
            parts = KeyParts.of(match.types(), types);
        }
    }

    boolean wanted() {
        return thinning != NOT_FOLLOWED;
    }

    /// @param controls of the group
    /// @param open the highest bit in the byte of each full slot
    void look(Window window, long group, long controls, long open) {
        if (parts.isEmpty() || tooMany) {
            return;
        }
        long thinned = controls & ControlWord.LSB * ((1L << Math.min(thinning, CONTROL_BITS)) - 1);
        // the highest bit of a byte: none of the bits that must be 0 is set there
        for (long left = ~(thinned + ControlWord.LSB * CONTROL_MASK) & ControlWord.MSB & open;
                left != 0;
                left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left) / Byte.SIZE;
            long control = controls >>> (slot * Byte.SIZE) & CONTROL_MASK;
            take(window, group, slot, control);
        }
    }

    /// The prints of the map that was just walked; none when it is not followed, its keys cannot be, or are too many.
    Optional<KeyPrints> prints() {
        return wanted() && parts.isPresent() && !tooMany
                ? Optional.of(new KeyPrints(Arrays.copyOf(prints, size), thinning))
                : Optional.empty();
    }

    private void take(Window window, long group, int slot, long control) {
        KeyParts key = parts.orElseThrow();
        long at = group + key.start() + (long) slot * key.stride();
        long print = (contents(window, at, key.parts()) & -1L << CONTROL_BITS) | control;
        if ((print & (1L << thinning) - 1) != 0) {
            return;
        }
        tooMany = size == MOST;
        if (!tooMany) {
            prints[size++] = print;
        }
    }

    private long contents(Window window, long key, List<KeyParts.Part> parts) {
        long digest = 1;
        for (KeyParts.Part part : parts) {
            long at = key + part.offset();
            digest = part.text()
                    ? text(digest, window.longAt(at), window.longAt(at + Long.BYTES))
                    : bytes(digest, window, at, part.length());
        }
        return digest;
    }

    private long text(long digest, long address, long length) {
        int first = Math.clamp(length, 0, MOST_TEXT);
        int last = Math.clamp(length - first, 0, MOST_TEXT);
        text.load(memory, address, first);
        long sum = bytes(Digest.mixed(digest, length), text, address, text.length());
        if (last > 0) {
            text.load(memory, address + length - last, last);
            sum = bytes(sum, text, address + length - last, text.length());
        }
        return sum;
    }

    private static long bytes(long digest, Window window, long start, int length) {
        long sum = digest;
        long at = start;
        for (; at + Long.BYTES <= start + length; at += Long.BYTES) {
            sum = Digest.mixed(sum, window.longAt(at));
        }
        for (; at < start + length; at++) {
            sum = Digest.mixed(sum, window.byteAt(at));
        }
        return sum;
    }
}
