package io.maphealth.core;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// All maps of one site at one moment, added up. What the source cannot know is absent, never 0.
///
/// `samplingError` is the relative standard deviation of `heldBytes` where the source samples (0.1 = 10 %);
/// `keySurvival` is the share of the keys seen in the previous round that are still there (0..1), where the source
/// can tell.
public record SiteSnapshot(
        Site site,
        OptionalLong maps,
        OptionalLong count,
        OptionalLong iterated,
        long heldBytes,
        OptionalLong neededBytes,
        PeakEvidence peakEvidence,
        OptionalDouble samplingError,
        OptionalDouble keySurvival) {}
