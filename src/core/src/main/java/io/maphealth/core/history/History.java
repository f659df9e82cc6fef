package io.maphealth.core.history;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What all sources of one target have shown over the rounds: one [SiteHistory] for each source and site.
///
/// Its memory is bounded by the number of sites, whatever the number of rounds: each source keeps its heaviest sites. A
/// round in which a source failed is simply not added. What was seen of an earlier run of the target is forgotten: when
/// the collector's cycles go back, when the pid changes, or when [#restarted] says so. For one thread.
public final class History {
    /// Sites that are kept for each source.
    public static final int MOST_SITES = 1_000;

    private final int mostSites;
    private final Map<SourceKind, SourceHistory> sources = new EnumMap<>(SourceKind.class);
    private final GcClock gc = new GcClock();

    public History() {
        this(MOST_SITES);
    }

    /// Keeps so many sites for each source.
    public History(int mostSites) {
        this.mostSites = mostSites;
    }

    /// Adds a look. One taken at the same time as the last of its source is the same look, and adds nothing; one taken
    /// earlier means that the clock was set back, and starts the source over.
    public void add(Census census) {
        SourceKind kind = census.target().source();
        if (isAnotherRun(census)) {
            restarted();
        }
        census.gc().ifPresent(now -> gc.tell(kind, now));
        SourceHistory source = sources.get(kind);
        if (source == null || census.takenAt().isBefore(source.lookedAt())) {
            source = new SourceHistory(mostSites);
            sources.put(kind, source);
        }
        if (census.takenAt().isAfter(source.lookedAt())) {
            source.add(new Look(kind, census.takenAt(), census.complete(), gc.seenBy(kind)), census);
        }
    }

    private boolean isAnotherRun(Census census) {
        SourceKind kind = census.target().source();
        SourceHistory source = sources.get(kind);
        return census.gc().filter(now -> gc.goesBack(kind, now)).isPresent()
                || (source != null && source.isAnotherProcess(census.target()));
    }

    /// The target is another process now: everything seen so far was another's.
    public void restarted() {
        sources.clear();
        gc.clear();
    }

    /// The sites that a source has shown, in no order.
    public Collection<SiteHistory> sites(SourceKind source) {
        SourceHistory known = sources.get(source);
        return known == null ? List.of() : known.sites();
    }

    /// Sites of the last look that are not kept, because heavier ones are.
    public int droppedSites(SourceKind source) {
        SourceHistory known = sources.get(source);
        return known == null ? 0 : known.dropped();
    }

    /// Bytes that all maps held in the last look of a source; 0 when there was none.
    public long heldBytes(SourceKind source) {
        SourceHistory known = sources.get(source);
        return known == null ? 0 : known.heldBytes();
    }
}
