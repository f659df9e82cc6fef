package io.maphealth.core.history;

import static java.util.Objects.requireNonNull;

import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What one source has shown of one site in one run of the target, in memory that does not grow with the rounds.
public final class SiteHistory {
    private final SourceKind source;
    private final Site site;
    private final Map<Span, Window> windows = new EnumMap<>(Span.class);
    private final Stairs stairs = new Stairs();
    private Peak peak = Peak.NONE;
    private Round latest;
    private Optional<MapSnapshot> mostGhost = Optional.empty();
    private List<MapHistory> suspects = List.of();

    SiteHistory(Look look, SiteSnapshot first) {
        this.source = look.source();
        this.site = first.site();
        for (Span span : Span.values()) {
            windows.put(span, new Window(span.tenth()));
        }
        this.latest = new Round(1, look, first);
        remember(latest);
    }

    void add(Look look, SiteSnapshot snapshot) {
        remember(new Round(latest.number() + 1, look, of(snapshot)));
    }

    /// The look was complete and found no map of this site: every figure that was known before is 0 now.
    void vanish(Look look) {
        SiteSnapshot was = latest.site();
        if (was.heldBytes() > 0 || was.maps().orElse(0) > 0) {
            add(look, none(was));
        }
        mostGhost = Optional.empty();
        suspects = List.of();
    }

    void show(Optional<MapSnapshot> mostGhostMap, List<MapHistory> suspectMaps) {
        mostGhost = mostGhostMap;
        suspects = suspectMaps;
    }

    private void remember(Round round) {
        latest = round;
        windows.values().forEach(window -> window.add(round));
        peak = peak.with(round.site(), round.look().complete());
        if (round.site().count().isEmpty()) {
            stairs.add(round);
        }
    }

    public SourceKind source() {
        return source;
    }

    public Site site() {
        return site;
    }

    public Round latest() {
        return latest;
    }

    /// Eleven points at most, oldest first; with all eleven, the window is full.
    public List<Round> window(Span span) {
        return requireNonNull(windows.get(span)).points();
    }

    /// All rounds that any window still holds, latest first: dense where recent.
    public List<Round> backwards() {
        List<Round> rounds = new ArrayList<>();
        windows.values().forEach(window -> rounds.addAll(window.points()));
        return rounds.stream()
                .sorted(Comparator.comparingLong(Round::number).reversed())
                .distinct()
                .toList();
    }

    public Peak peak() {
        return peak;
    }

    /// The latest rounds, twelve at most and oldest first, in which the held bytes rose beyond the noise without having
    /// fallen since; none for a source that counts entries.
    public List<Round> stairs() {
        return stairs.rounds();
    }

    /// The map with the most ghost bytes among the largest maps of the latest look.
    public Optional<MapSnapshot> mostGhost() {
        return mostGhost;
    }

    /// The suspicious maps of the latest look, heaviest first.
    public List<MapHistory> suspects() {
        return suspects;
    }

    /// Rounds share one [Site], for a census brings a new one each time.
    private SiteSnapshot of(SiteSnapshot snapshot) {
        return new SiteSnapshot(
                site,
                snapshot.maps(),
                snapshot.count(),
                snapshot.iterated(),
                snapshot.heldBytes(),
                snapshot.neededBytes(),
                snapshot.peakEvidence(),
                snapshot.samplingError(),
                snapshot.keySurvival());
    }

    private static SiteSnapshot none(SiteSnapshot was) {
        return new SiteSnapshot(
                was.site(),
                zero(was.maps()),
                zero(was.count()),
                zero(was.iterated()),
                0,
                zero(was.neededBytes()),
                PeakEvidence.NONE,
                was.samplingError(),
                OptionalDouble.empty());
    }

    private static OptionalLong zero(OptionalLong known) {
        return known.isPresent() ? OptionalLong.of(0) : known;
    }
}
