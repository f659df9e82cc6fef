package io.maphealth.protocol;

import io.maphealth.core.SourceKind;
import java.time.Instant;

/// A source that could not be read: `reason` is one word for metrics, `message` one line for people, `failures` how
/// many rounds in a row, `since` the first of them.
public record SourceFailure(SourceKind source, String reason, String message, long failures, Instant since) {}
