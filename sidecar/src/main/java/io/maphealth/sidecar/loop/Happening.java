package io.maphealth.sidecar.loop;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.detect.FindingChange;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.target.TargetProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Something that the loop did or saw, in the order in which it came to pass.
public sealed interface Happening {
    Instant at();

    /// The target runs, for the first time or again.
    record TargetFound(Instant at, TargetProcess target) implements Happening {}

    /// The target has ended, or its pid is another's now; what was wrong with it has `ended`, too.
    record TargetLost(Instant at, TargetProcess target, String message, List<FindingChange> ended)
            implements Happening {}

    /// There is no process to watch; told again only when the message is another.
    record TargetMissing(Instant at, String message) implements Happening {}

    /// A source answers, for the first time or again.
    record SourceUp(Instant at, SourceKind source) implements Happening {}

    /// A source stopped answering, fails for another reason, or is asked less often than before.
    record SourceDown(Instant at, SourceKind source, FailureReason reason, String message, Duration retryIn)
            implements Happening {}

    /// A look succeeded after `took`.
    record Looked(Instant at, SourceKind source, Census census, Duration took) implements Happening {}

    /// A look failed after `took`; every failure, new or not.
    record LookFailed(Instant at, SourceKind source, FailureReason reason, Duration took) implements Happening {}

    /// What the detectors make of the last look of a source.
    record Judged(Instant at, SourceKind source, Judgement judgement) implements Happening {}

    /// A round has ended; it ran into `skipped` later ones, which are left out.
    record RoundEnded(Instant at, long number, Duration took, long skipped) implements Happening {}
}
