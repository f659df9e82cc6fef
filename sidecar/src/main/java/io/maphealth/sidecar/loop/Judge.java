package io.maphealth.sidecar.loop;

import io.maphealth.core.Census;
import io.maphealth.core.detect.FindingChange;
import java.time.Instant;
import java.util.List;

/// Remembers what each source has shown and says what is wrong.
public interface Judge {
    Judgement judge(Census census);

    /// The target is another process now: what was remembered is of no use, and what was wrong is over.
    List<FindingChange> targetChanged(Instant at);
}
