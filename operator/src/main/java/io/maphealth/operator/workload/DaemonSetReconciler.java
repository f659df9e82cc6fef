package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/// Annotated DaemonSets.
@ControllerConfiguration(generationAwareEventProcessing = false)
public final class DaemonSetReconciler implements Reconciler<DaemonSet> {
    private final WorkloadReconciliation reconciliation;

    public DaemonSetReconciler(WorkloadReconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public UpdateControl<DaemonSet> reconcile(DaemonSet resource, Context<DaemonSet> context) {
        return reconciliation.reconcile(resource);
    }
}
