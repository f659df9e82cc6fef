package io.maphealth.sidecar.loop;

import io.maphealth.core.Census;
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
    public void targetChanged() {
        targetChanges++;
    }
}
