package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/// Annotated Jobs.
@ControllerConfiguration(generationAwareEventProcessing = false)
public final class JobReconciler implements Reconciler<Job> {
    private final WorkloadReconciliation reconciliation;

    public JobReconciler(WorkloadReconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public UpdateControl<Job> reconcile(Job resource, Context<Job> context) {
        return reconciliation.reconcile(resource);
    }
}
