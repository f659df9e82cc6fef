package io.maphealth.exporter;

import java.util.Optional;
import java.util.OptionalLong;

/// One map in a census. What is unknown is absent, never 0; `note` says why `iterated` is.
public record MapEntry(
        String id,
        String type,
        String kind,
        String owner,
        OptionalLong count,
        OptionalLong iterated,
        OptionalLong capacity,
        OptionalLong heldBytes,
        OptionalLong neededBytes,
        Optional<String> note) {

    /// Type and owner: the identity that survives restarts.
    public String site() {
        return type + " " + owner;
    }

    /// `count - iterated`.
    public OptionalLong drift() {
        return count.isPresent() && iterated.isPresent()
                ? OptionalLong.of(count.getAsLong() - iterated.getAsLong())
                : OptionalLong.empty();
    }

    /// Count and contents differ by more than is allowed.
    public boolean drifted() {
        return drift().isPresent() && Math.abs(drift().getAsLong()) > Look.allowedDrift(count.getAsLong());
    }

    /// The table is far larger than the entries need: emptied, or made for more.
    public boolean oversized() {
        return heldBytes.isPresent() && neededBytes.isPresent() && heldBytes.getAsLong() > 4 * neededBytes.getAsLong();
    }
}
