package io.maphealth.sidecar.loop;

import io.maphealth.sidecar.target.TargetProcess;
import java.util.List;

/// The same sources for every process.
record TestingSourcePlan(List<PlannedSource> standing, List<PlannedSource> ofProcess) implements SourcePlan {
    @Override
    public List<PlannedSource> of(TargetProcess process) {
        return ofProcess;
    }
}
