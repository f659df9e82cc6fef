package io.maphealth.exporter;

import java.util.Optional;
import java.util.OptionalLong;

/// What one walk found. `note` says why iterated is unknown of a map that was seen, `problem` why the map was not seen.
record Look(OptionalLong count, OptionalLong iterated, Optional<String> note, Optional<String> problem) {
    static Look found(OptionalLong count, long iterated) {
        return new Look(count, OptionalLong.of(iterated), Optional.empty(), Optional.empty());
    }

    static Look unsettled(OptionalLong count, String note) {
        return new Look(count, OptionalLong.empty(), Optional.of(note), Optional.empty());
    }

    static Look failed(OptionalLong count, String problem) {
        return new Look(count, OptionalLong.empty(), Optional.empty(), Optional.of(problem));
    }

    boolean drifted() {
        return count.isPresent()
                && iterated.isPresent()
                && Math.abs(count.getAsLong() - iterated.getAsLong()) > allowedDrift(count.getAsLong());
    }

    boolean sameAs(Look other) {
        return count.equals(other.count) && iterated.equals(other.iterated);
    }

    /// `max(3, ceil(log2(count + 1)))` entries: 3 up to 7, 7 at 100, 14 at 10 000, 20 at 1 000 000.
    static long allowedDrift(long count) {
        return count < 0 ? 3 : Math.max(3, Long.SIZE - Long.numberOfLeadingZeros(count));
    }
}
