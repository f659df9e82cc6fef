package io.maphealth.protocol;

import io.maphealth.core.Census;
import java.util.List;

/// What one source saw in a round: a census without single maps and with the largest sites only; `droppedSites` are
/// how many more there were. Totals cover everything.
public record Look(Census census, long droppedSites) {
    /// The census of a look, cut to what is reported.
    public static Look of(Census census, int mostSites) {
        int kept = Math.min(mostSites, census.sites().size());
        Census cut = new Census(
                census.takenAt(),
                census.target(),
                census.incompleteReason(),
                census.duration(),
                census.pause(),
                census.totals(),
                List.of(),
                List.of(),
                census.sites().subList(0, kept),
                census.gc(),
                census.heapLayout());
        return new Look(cut, census.sites().size() - kept);
    }
}
