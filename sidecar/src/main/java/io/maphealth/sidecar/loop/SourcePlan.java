package io.maphealth.sidecar.loop;

import io.maphealth.sidecar.target.TargetProcess;
import java.util.List;

/// Which sources there are to look through.
public interface SourcePlan {
    /// Sources that need no process: they stay whatever becomes of it.
    List<PlannedSource> standing();

    /// Sources of one process: they go with it.
    List<PlannedSource> of(TargetProcess process);
}
