package io.maphealth.sidecar.http;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Listener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The last that is known: written by the loop, read by requests, at the same time.
public final class StatusBoard implements Listener {
    /// A look may wait for a heap dump, which takes its time.
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Duration longestSilence;
    private final Map<SourceKind, Census> censuses = new ConcurrentSkipListMap<>();
    private final Map<SourceKind, List<Finding>> findings = new ConcurrentSkipListMap<>();
    private final Instant startedAt;
    private volatile Optional<Instant> lastRoundAt = Optional.empty();

    public StatusBoard(InstantSource clock, Duration scanInterval) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.longestSilence = LONGEST_ROUND.plus(scanInterval.multipliedBy(5));
    }

    @Override
    public void on(Happening happening) {
        switch (happening) {
            case Happening.Looked look -> censuses.put(look.source(), look.census());
            case Happening.Judged judged ->
                findings.put(judged.source(), judged.judgement().active());
            case Happening.RoundEnded round -> lastRoundAt = Optional.of(round.at());
            case Happening.TargetLost _ -> {
                censuses.clear();
                findings.clear();
            }
            case Happening.TargetFound _,
                    Happening.TargetMissing _,
                    Happening.SourceUp _,
                    Happening.SourceDown _,
                    Happening.LookFailed _ -> {}
        }
    }

    /// The last census of each source that has shown one.
    Map<SourceKind, Census> censuses() {
        return Collections.unmodifiableMap(new TreeMap<>(censuses));
    }

    Map<SourceKind, List<Finding>> findings() {
        return Collections.unmodifiableMap(new TreeMap<>(findings));
    }

    /// Whether a round has ended: from then on the answers mean something.
    boolean ready() {
        return lastRoundAt.isPresent();
    }

    /// Whether the loop still moves.
    boolean healthy() {
        Instant last = lastRoundAt.orElse(startedAt);
        return Duration.between(last, clock.instant()).compareTo(longestSilence) < 0;
    }
}
