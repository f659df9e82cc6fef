package io.maphealth.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a sidecar tells the operator after a round: `maphealth.report/v1`.
///
/// `round` counts from 1 since the sidecar's start at `startedAt`, so that the two together order reports; `looks` has
/// one entry a source that could be read in this round, and may be empty; `failures` has the sources that could not.
public record Report(
        String sidecarVersion,
        Instant startedAt,
        Instant sentAt,
        Reporter reporter,
        int level,
        long round,
        Duration interval,
        List<Look> looks,
        List<ReportedFinding> findings,
        List<SourceFailure> failures) {
    /// The first field of the document.
    public static final String SCHEMA = "maphealth.report/v1";

    public Report {
        looks = List.copyOf(looks);
        findings = List.copyOf(findings);
        failures = List.copyOf(failures);
    }
}
