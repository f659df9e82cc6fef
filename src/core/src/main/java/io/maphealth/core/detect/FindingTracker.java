package io.maphealth.core.detect;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.Breach;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows findings from look to look and says what has changed.
///
/// A finding is the same as long as source, kind and site are; it keeps the earliest `since`. It ends when it
/// is missing from two complete looks of its source in a row, or from one of a frozen source; a look that did not see
/// everything counts a tenth, for some sources never do; a look of another source says nothing of it. For one thread.
public final class FindingTracker {
    private static final int TO_BE_SURE = 2;
    /// Of a complete look, in incomplete ones.
    private static final int WEIGHT = 10;

    private final Map<Key, Open> open = new LinkedHashMap<>();

    private record Key(SourceKind source, String kind, Site site, Optional<Breach> breach) {
        static Key of(SourceKind source, Finding finding) {
            Optional<Breach> breach =
                    finding instanceof Finding.BrokenContract broken ? Optional.of(broken.breach()) : Optional.empty();
            return new Key(source, finding.kind(), finding.verdict().site(), breach);
        }
    }

    /// A finding, the weight of the looks in a row from which it was missing, and in how many it was less urgent.
    private record Open(Finding finding, int missing, int milder) {
        static Open first(Finding finding) {
            return new Open(finding, 0, 0);
        }

        Open missed(int weight) {
            return new Open(finding, missing + weight, milder);
        }

        Open next(Finding now) {
            Verdict before = finding.verdict();
            Verdict verdict = now.verdict();
            Instant since = before.since().isBefore(verdict.since()) ? before.since() : verdict.since();
            boolean isMilder = verdict.severity().compareTo(before.severity()) < 0;
            boolean holdsBack = isMilder && milder + 1 < TO_BE_SURE;
            return new Open(
                    now.with(new Verdict(
                            verdict.site(),
                            verdict.map(),
                            holdsBack ? before.severity() : verdict.severity(),
                            verdict.confidence(),
                            since)),
                    0,
                    holdsBack ? milder + 1 : 0);
        }
    }

    /// Takes all that this look of the source, after all before it, makes of the target, and says what is news.
    public List<FindingChange> looked(Instant at, SourceKind source, boolean complete, List<Finding> findings) {
        Map<Key, Finding> seen = new LinkedHashMap<>();
        findings.forEach(finding -> seen.putIfAbsent(Key.of(source, finding), finding));
        List<FindingChange> changes = new ArrayList<>();
        seen.forEach((key, finding) -> see(at, key, finding).ifPresent(changes::add));
        int weight = complete ? WEIGHT : 1;
        open.replaceAll((key, was) -> key.source() == source && !seen.containsKey(key) ? was.missed(weight) : was);
        changes.addAll(end(at, source));
        return changes;
    }

    private Optional<FindingChange> see(Instant at, Key key, Finding finding) {
        Open known = open.get(key);
        Open now = known == null ? Open.first(finding) : known.next(finding);
        open.put(key, now);
        if (known == null) {
            return Optional.of(new FindingChange.Opened(at, key.source(), now.finding()));
        }
        return severity(known) == severity(now)
                ? Optional.empty()
                : Optional.of(new FindingChange.Changed(at, key.source(), now.finding(), known.finding()));
    }

    private static Severity severity(Open open) {
        return open.finding().verdict().severity();
    }

    private List<FindingChange> end(Instant at, SourceKind source) {
        int enough = WEIGHT * (source.frozen() ? 1 : TO_BE_SURE);
        List<FindingChange> ended = new ArrayList<>();
        open.forEach((key, was) -> {
            if (key.source() == source && was.missing() >= enough) {
                ended.add(new FindingChange.Ended(at, source, was.finding()));
            }
        });
        open.entrySet()
                .removeIf(entry ->
                        entry.getKey().source() == source && entry.getValue().missing() >= enough);
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
}
