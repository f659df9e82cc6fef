package io.maphealth.sidecar.loop;

import io.maphealth.core.Census;
import io.maphealth.core.detect.FindingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Finds nothing; remembers what it was shown.
final class TestingJudge implements Judge {
    final List<Census> shown = new ArrayList<>();
    int targetChanges;

    @Override
    public Judgement judge(Census census) {
        shown.add(census);
        return new Judgement(List.of(), List.of());
    }

    @Override
    public List<FindingChange> targetChanged(Instant at) {
        targetChanges++;
        return List.of();
    }
}
