package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/// Annotated CronJobs.
@ControllerConfiguration(generationAwareEventProcessing = false)
public final class CronJobReconciler implements Reconciler<CronJob> {
    private final WorkloadReconciliation reconciliation;

    public CronJobReconciler(WorkloadReconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public UpdateControl<CronJob> reconcile(CronJob resource, Context<CronJob> context) {
        return reconciliation.reconcile(resource);
    }
}
