package io.maphealth.sidecar.loop;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.core.detect.Detectors;
import io.maphealth.core.detect.FindingChange;
import io.maphealth.core.detect.FindingTracker;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.core.history.History;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Judges by all detectors over the history of the rounds. For one thread.
public final class DetectorJudge implements Judge {
    private final Detectors detectors;
    private final MemoryBudget memory;
    private final History history = new History();
    private final FindingTracker tracker = new FindingTracker();

    /// @param memoryLimitBytes of the target's container, where it is known
    public DetectorJudge(Thresholds thresholds, OptionalLong memoryLimitBytes) {
        this.detectors = new Detectors(thresholds);
        this.memory = new MemoryBudget(memoryLimitBytes, OptionalLong.empty());
    }

    @Override
    public Judgement judge(Census census) {
        history.add(census);
        SourceKind source = census.target().source();
        List<Finding> seen = detectors.judge(history, source, memory);
        List<FindingChange> changes = tracker.looked(census.takenAt(), source, census.complete(), seen);
        return new Judgement(tracker.active(source), changes);
    }

    @Override
    public List<FindingChange> targetChanged(Instant at) {
        history.restarted();
        return tracker.restarted(at);
    }
}
