package io.maphealth.javamaps;

import java.util.Optional;
import java.util.OptionalLong;

/// What a reader found out of one map: the bytes of its own object, what the map says of itself, as far as it can be
/// read, and what the walk saw.
///
/// `tableLength` is in references, 0 without a table; `nextTableLength` is that of the table a resize moves to, else 0;
/// `modCount` as the map holds it; `walked` is absent where the heap at hand does not hold its table; `hashesKnown`
/// tells whether the walk could look for misplaced entries.
public record MapFigures(
        MapLayout layout,
        long ownBytes,
        OptionalLong count,
        long tableLength,
        long nextTableLength,
        OptionalLong modCount,
        Optional<Walked> walked,
        boolean hashesKnown) {
    /// A healthy map of which there is no more to say than how long its table is and how many entries it has.
    public static MapFigures plain(MapLayout layout, long ownBytes, long tableLength, long entries) {
        return new MapFigures(
                layout,
                ownBytes,
                OptionalLong.of(entries),
                tableLength,
                0,
                OptionalLong.empty(),
                Optional.of(Walked.plain(entries, 1)),
                false);
    }
}
