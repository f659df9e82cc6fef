package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;

/// Numbers of one to five bytes: each byte less 1, six bits further up than the one before; a byte below 192 is the
/// last (`src/hotspot/share/utilities/unsigned5.hpp`).
final class Unsigned5 {
    private static final int LOWEST_THAT_GOES_ON = 192;
    private static final int MOST_BYTES = 5;
    private static final int BITS = 6;

    private final Words words;
    private long at;

    Unsigned5(Words words, long start) {
        this.words = words;
        this.at = start;
    }

    long next() throws UnreadableMemoryException {
        long sum = 0;
        for (int i = 0; i < MOST_BYTES; i++) {
            int read = words.unsignedByteAt(at++);
            sum += (long) (read - 1) << (BITS * i);
            if (read < LOWEST_THAT_GOES_ON) {
                break;
            }
        }
        return sum;
    }
}
