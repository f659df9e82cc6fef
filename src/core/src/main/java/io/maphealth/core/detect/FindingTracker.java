package io.maphealth.core.detect;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.Breach;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows findings from look to look and says what has changed.
///
/// A finding is the same as long as source, kind and site are; it keeps the earliest `since`. It ends when it is
/// missing
/// from two complete looks of its source in a row, or from one of a frozen source; a look of another source, or one
/// that
/// did not see everything, says nothing of it. For one thread.
public final class FindingTracker {
    private static final int MISSING_LOOKS = 2;

    private final Map<Key, Open> open = new LinkedHashMap<>();

    private record Key(SourceKind source, String kind, Site site, Optional<Breach> breach) {
        static Key of(SourceKind source, Finding finding) {
            Optional<Breach> breach =
                    finding instanceof Finding.BrokenContract broken ? Optional.of(broken.breach()) : Optional.empty();
            return new Key(source, finding.kind(), finding.verdict().site(), breach);
        }
    }

    private record Open(Finding finding, int missing) {}

    /// Takes all that this look of the source, after all before it, makes of the target, and says what is news.
    public List<FindingChange> looked(Instant at, SourceKind source, boolean complete, List<Finding> findings) {
        Map<Key, Finding> seen = new LinkedHashMap<>();
        findings.forEach(finding -> seen.putIfAbsent(Key.of(source, finding), finding));
        List<FindingChange> changes = new ArrayList<>();
        seen.forEach((key, finding) -> see(at, key, finding).ifPresent(changes::add));
        if (complete) {
            changes.addAll(miss(at, source, seen));
        }
        return changes;
    }

    private Optional<FindingChange> see(Instant at, Key key, Finding finding) {
        Open known = open.get(key);
        if (known == null) {
            open.put(key, new Open(finding, 0));
            return Optional.of(new FindingChange.Opened(at, key.source(), finding));
        }
        Finding kept = keepingSince(known.finding(), finding);
        open.put(key, new Open(kept, 0));
        return isNews(known.finding(), kept)
                ? Optional.of(new FindingChange.Changed(at, key.source(), kept, known.finding()))
                : Optional.empty();
    }

    private List<FindingChange> miss(Instant at, SourceKind source, Map<Key, Finding> seen) {
        int enough = source.frozen() ? 1 : MISSING_LOOKS;
        List<FindingChange> ended = new ArrayList<>();
        Iterator<Map.Entry<Key, Open>> entries = open.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Key, Open> entry = entries.next();
            if (entry.getKey().source() != source || seen.containsKey(entry.getKey())) {
                continue;
            }
            Open missing = new Open(entry.getValue().finding(), entry.getValue().missing() + 1);
            entry.setValue(missing);
            if (missing.missing() >= enough) {
                entries.remove();
                ended.add(new FindingChange.Ended(at, source, missing.finding()));
            }
        }
        return ended;
    }

    /// The target is another process now: what was wrong with the last one is over.
    public List<FindingChange> restarted(Instant at) {
        List<FindingChange> ended = new ArrayList<>();
        open.forEach((key, was) -> ended.add(new FindingChange.Ended(at, key.source(), was.finding())));
        open.clear();
        return ended;
    }

    /// The findings of a source that have not ended, those that were not seen in its last look included.
    public List<Finding> active(SourceKind source) {
        return open.entrySet().stream()
                .filter(entry -> entry.getKey().source() == source)
                .map(entry -> entry.getValue().finding())
                .toList();
    }

    /// Those of all sources.
    public List<Finding> active() {
        return open.values().stream().map(Open::finding).toList();
    }

    private static boolean isNews(Finding before, Finding now) {
        Severity was = before.verdict().severity();
        return was != now.verdict().severity()
                || !before.verdict().map().equals(now.verdict().map());
    }

    private static Finding keepingSince(Finding before, Finding now) {
        Instant since = before.verdict().since();
        return since.isBefore(now.verdict().since()) ? now.with(now.verdict().heldSince(since)) : now;
    }
}
