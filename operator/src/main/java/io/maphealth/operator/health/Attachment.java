package io.maphealth.operator.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.maphealth.operator.ApiAnswer;
import io.maphealth.operator.Reason;
import io.maphealth.operator.inject.Addition;
import io.maphealth.operator.inject.Injector;
import io.maphealth.operator.inject.RefusedException;
import io.maphealth.operator.intake.Passes;
import io.maphealth.operator.workload.Workload;
import io.maphealth.operator.workload.Workloads;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Attaches sidecars to pods as they run, as ephemeral containers: nothing of the pod is restarted. What is attached
/// stays until the pod ends; Kubernetes knows no way to take it out.
public final class Attachment {
    private static final PatchContext STRATEGIC = PatchContext.of(PatchType.STRATEGIC_MERGE);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Workloads workloads;
    private final Injector injector;
    private final Passes passes;

    public Attachment(KubernetesClient client, Workloads workloads, Injector injector, Passes passes) {
        this.client = client;
        this.workloads = workloads;
        this.injector = injector;
        this.passes = passes;
    }

    /// Attaches to every pod that has none and runs.
    ///
    /// @return what is worth an Event
    List<Conclusion.News> attach(Workload workload, Watched watched) {
        if (watched.manner() != Watched.Manner.ATTACHED || watched.refusal().isPresent()) {
            return List.of();
        }
        return watched.missing().stream()
                .flatMap(pod -> running(workload.ref().namespace(), pod))
                .map(pod -> attach(workload, pod))
                .toList();
    }

    private Stream<Pod> running(String namespace, Watched.WatchedPod pod) {
        return Optional.ofNullable(
                client.pods().inNamespace(namespace).withName(pod.name()).get())
                .filter(it -> pod.uid().equals(it.getMetadata().getUid()))
                .filter(it -> "Running".equals(it.getStatus().getPhase()))
                .stream();
    }

    private Conclusion.News attach(Workload workload, Pod pod) {
        String namespace = workload.ref().namespace();
        String name = pod.getMetadata().getName();
        String uid = pod.getMetadata().getUid();
        try {
            Addition addition = injector.attachment(
                    workloads.tree(pod), namespace, workload.wishes(), passes.issue(namespace, name, uid));
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            patch.withArray("/spec/ephemeralContainers").add(addition.container());
            client.pods()
                    .inNamespace(namespace)
                    .withName(name)
                    .ephemeralContainers()
                    .patch(STRATEGIC, patch.toString());
            String note = "a sidecar was attached to pod " + name + " as it runs" + annotate(pod, addition);
            return news(Reason.Attached, pod, note);
        } catch (RefusedException refused) {
            return news(refused.reason(), pod, String.valueOf(refused.getMessage()));
        } catch (KubernetesClientException refused) {
            return news(
                    Reason.AttachRefused,
                    pod,
                    "no sidecar can be attached to pod " + name + ": " + ApiAnswer.to(refused));
        }
    }

    /// What is to be said of it: nothing where all went well.
    private String annotate(Pod pod, Addition addition) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        addition.annotations().forEach(patch.withObject("/metadata/annotations")::put);
        try {
            client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .patch(MERGE, patch.toString());
            return "";
        } catch (KubernetesClientException refused) {
            return "; Prometheus does not find it, for the pod cannot be annotated: " + ApiAnswer.to(refused);
        }
    }

    private static Conclusion.News news(Reason reason, Pod pod, String note) {
        return new Conclusion.News(
                reason,
                pod.getMetadata().getUid(),
                note,
                List.of(pod.getMetadata().getName()));
    }
}
