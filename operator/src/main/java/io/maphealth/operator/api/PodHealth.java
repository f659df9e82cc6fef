package io.maphealth.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the sidecar of one pod reported last. Times are RFC 3339.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodHealth(
        String uid,
        String container,
        String sidecarVersion,
        int level,

        @JsonPropertyDescription("When the sidecar began to watch")
        String startedAt,

        @JsonPropertyDescription("When it last said anything, within a few minutes")
        String lastSeen,

        @JsonPropertyDescription("Seconds from one round to the next")
        long intervalSeconds,

        MapTotals totals,
        List<SiteFinding> findings,
        List<SourceTrouble> failures) {

    private static final Duration SILENCE = Duration.ofMinutes(7);

    public PodHealth {
        uid = Absent.text(uid, "");
        container = Absent.text(container, "");
        sidecarVersion = Absent.text(sidecarVersion, "");
        startedAt = Absent.text(startedAt, "");
        lastSeen = Absent.text(lastSeen, "");
        totals = Absent.value(totals, MapTotals.NONE);
        findings = Absent.list(findings);
        failures = Absent.list(failures);
    }

    /// Whether the sidecar has said nothing for longer than it should: it is heard of every 5 minutes, and in
    /// each round that brings news.
    public boolean isSilent(Instant now) {
        Duration allowed = SILENCE.plusSeconds(3 * intervalSeconds);
        return Duration.between(Instant.parse(lastSeen), now).compareTo(allowed) > 0;
    }
}
