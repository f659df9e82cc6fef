package io.maphealth.sidecar.loop;

import io.maphealth.core.Finding;
import io.maphealth.core.detect.FindingChange;
import java.util.List;

/// What is wrong now, and what of it is news.
public record Judgement(List<Finding> active, List<FindingChange> changes) {
    public Judgement {
        active = List.copyOf(active);
        changes = List.copyOf(changes);
    }
}
