package io.maphealth.sidecar.loop;

import io.maphealth.core.Census;

/// Remembers what each source has shown and says what is wrong.
public interface Judge {
    Judgement judge(Census census);

    /// The target is another process now: what was remembered is of no use.
    void targetChanged();
}
