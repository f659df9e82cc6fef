package io.maphealth.core.detect;

import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import java.time.Instant;

/// What has become of a finding in a round. The finding is the latest that was seen of it.
public sealed interface FindingChange {
    Instant at();

    SourceKind source();

    Finding finding();

    /// It was not there before.
    record Opened(Instant at, SourceKind source, Finding finding) implements FindingChange {}

    /// It is more or less urgent than before.
    record Changed(Instant at, SourceKind source, Finding finding, Finding before) implements FindingChange {}

    /// It has recovered: it was not seen in several rounds that could have shown it.
    record Ended(Instant at, SourceKind source, Finding finding) implements FindingChange {}
}
