package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/// Annotated Deployments.
@ControllerConfiguration(generationAwareEventProcessing = false)
public final class DeploymentReconciler implements Reconciler<Deployment> {
    private final WorkloadReconciliation reconciliation;

    public DeploymentReconciler(WorkloadReconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public UpdateControl<Deployment> reconcile(Deployment resource, Context<Deployment> context) {
        return reconciliation.reconcile(resource);
    }
}
