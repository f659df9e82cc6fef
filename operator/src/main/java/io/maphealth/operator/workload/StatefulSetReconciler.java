package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/// Annotated StatefulSets.
@ControllerConfiguration(generationAwareEventProcessing = false)
public final class StatefulSetReconciler implements Reconciler<StatefulSet> {
    private final WorkloadReconciliation reconciliation;

    public StatefulSetReconciler(WorkloadReconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public UpdateControl<StatefulSet> reconcile(StatefulSet resource, Context<StatefulSet> context) {
        return reconciliation.reconcile(resource);
    }
}
