package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitorSpec;
import io.maphealth.operator.events.EventRecorder;
import io.maphealth.operator.events.Occurrence;
import io.maphealth.operator.inject.Monitors;
import io.maphealth.operator.inject.Wish;
import java.util.Optional;

/// What happens to every workload that is annotated: its namespace gets the operator's certificate, it gets a
/// MapHealth, and its annotations come into its pod template.
public final class WorkloadReconciliation {
    private final Workloads workloads;
    private final Means means;
    private final Policies policies;
    private final EventRecorder events;

    public WorkloadReconciliation(Workloads workloads, Means means, Policies policies, EventRecorder events) {
        this.workloads = workloads;
        this.means = means;
        this.policies = policies;
        this.events = events;
    }

    /// What the operator writes for a workload.
    public record Means(AnnotationCarrier carrier, HealthObjects healths, TrustBundles trust) {}

    /// Finds monitors, and knows the standard one.
    public record Policies(Monitors monitors, MapMonitorSpec standard) {
        /// The one that holds for a name.
        public MapMonitorSpec of(String namespace, String name) {
            return monitors.find(namespace, name).orElse(standard);
        }
    }

    <R extends HasMetadata> UpdateControl<R> reconcile(R resource) {
        Workload workload = workloads.of(resource);
        WorkloadRef ref = workload.ref();
        Optional<String> own = Wish.monitor(workload.annotations());
        Optional<String> inTemplate = Wish.monitor(workload.templateAnnotations());
        if (own.isPresent() || inTemplate.isPresent()) {
            means.trust().ensure(ref.namespace());
            means.healths().ensure(ref);
        }
        if (means.carrier().isDue(workload)) {
            carry(workload, own);
        }
        return UpdateControl.noUpdate();
    }

    private void carry(Workload workload, Optional<String> monitor) {
        WorkloadRef ref = workload.ref();
        if (ref.kind().equals("Job")) {
            tell(
                    ref,
                    Reason.AnnotateTemplate,
                    "the pods of a Job are made from a template that cannot change:"
                            + " annotate spec.template.metadata, and make the Job anew");
            return;
        }
        boolean manual = monitor.map(name -> policies.of(ref.namespace(), name).rollout())
                .equals(Optional.of(MapMonitorSpec.Rollout.Manual));
        if (manual) {
            tell(
                    ref,
                    Reason.RestartRequired,
                    "annotated, but its MapMonitor leaves rollouts to you:"
                            + " put the same annotations into spec.template.metadata");
            return;
        }
        if (means.carrier().carry(workload)) {
            tell(
                    ref,
                    Reason.RolloutStarted,
                    "its annotations were carried into its pod template;"
                            + " new pods are made with what they ask for");
        }
    }

    private void tell(WorkloadRef ref, Reason reason, String note) {
        events.record(new Occurrence(ref.reference(), Optional.empty(), reason, "", "CarryAnnotations", note));
    }
}
