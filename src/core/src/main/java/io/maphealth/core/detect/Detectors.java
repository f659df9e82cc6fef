package io.maphealth.core.detect;

import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.core.history.History;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// All detectors: history in, findings out. Keeps nothing between two calls.
public final class Detectors {
    private static final List<Detector> ALL = List.of(
            CountDriftDetector::judge,
            GhostMemoryDetector::judge,
            LeakGrowthDetector::judge,
            ResidencyDetector::judge,
            CollisionDetector::judge,
            GrowthStalledDetector::judge,
            BrokenContractDetector::judge);
    private static final Comparator<Finding> MOST_URGENT_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.verdict().severity())
            .reversed()
            .thenComparing(Comparator.comparingDouble(
                            (Finding finding) -> finding.verdict().confidence())
                    .reversed())
            .thenComparing(Finding::kind)
            .thenComparing(finding -> finding.verdict().site().name());

    private final Thresholds thresholds;

    public Detectors(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /// What the last look of a source, after all before it, makes of the target; most urgent first.
    public List<Finding> judge(History history, SourceKind source, MemoryBudget memory) {
        OptionalLong used = OptionalLong.of(memory.usedBytes().orElse(history.heldBytes(source)));
        Rules rules = new Rules(thresholds, new MemoryBudget(memory.limitBytes(), used));
        return history.sites(source).stream()
                .flatMap(site -> ALL.stream().flatMap(detector -> detector.judge(site, rules)))
                .sorted(MOST_URGENT_FIRST)
                .toList();
    }
}
