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
import java.util.function.Supplier;

/// Judges by all detectors over the history of the rounds. For one thread.
public final class DetectorJudge implements Judge {
    private final Detectors detectors;
    private final Supplier<MemoryBudget> memory;
    private final History history = new History();
    private final FindingTracker tracker = new FindingTracker();
    private final AllocationSites allocations = new AllocationSites();

    /// @param memory what the target may use and uses now, asked at each judgement
    public DetectorJudge(Thresholds thresholds, Supplier<MemoryBudget> memory) {
        this.detectors = new Detectors(thresholds);
        this.memory = memory;
    }

    @Override
    public Judgement judge(Census census) {
        history.add(census);
        allocations.see(census);
        SourceKind source = census.target().source();
        List<Finding> seen = detectors.judge(history, source, memory.get());
        List<FindingChange> changes = tracker.looked(census.takenAt(), source, census.complete(), seen);
        return new Judgement(
                tracker.active(source).stream().map(allocations::named).toList(),
                changes.stream().map(this::named).toList());
    }

    @Override
    public List<FindingChange> targetChanged(Instant at) {
        history.restarted();
        allocations.forget();
        return tracker.restarted(at);
    }

    private FindingChange named(FindingChange change) {
        Finding finding = allocations.named(change.finding());
        return switch (change) {
            case FindingChange.Opened it -> new FindingChange.Opened(it.at(), it.source(), finding);
            case FindingChange.Changed it -> new FindingChange.Changed(it.at(), it.source(), finding, it.before());
            case FindingChange.Ended it -> new FindingChange.Ended(it.at(), it.source(), finding);
        };
    }
}
