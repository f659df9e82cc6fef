package io.maphealth.operator.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapHealth;
import io.maphealth.operator.events.EventRecorder;
import io.maphealth.operator.events.Occurrence;
import io.maphealth.operator.workload.Workload;
import io.maphealth.operator.workload.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks at a workload whenever its pods report, and twice a minute, more often during a repair: concludes, writes the
/// status, tells in Events.
@ControllerConfiguration(generationAwareEventProcessing = false)
public final class MapHealthReconciler implements Reconciler<MapHealth> {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration REPAIR_STEP = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final WatchedReader reader;
    private final Remedies remedies;
    private final EventRecorder events;

    public MapHealthReconciler(KubernetesClient client, WatchedReader reader, Remedies remedies, EventRecorder events) {
        this.client = client;
        this.reader = reader;
        this.remedies = remedies;
        this.events = events;
    }

    /// What is done about pods without a sidecar.
    public record Remedies(Repair repair, Attachment attachment) {}

    @Override
    public UpdateControl<MapHealth> reconcile(MapHealth health, Context<MapHealth> context) {
        Duration next =
                reader.workload(health).map(workload -> look(health, workload)).orElse(LOOK_AGAIN);
        return UpdateControl.<MapHealth>noUpdate().rescheduleAfter(next);
    }

    /// How long to wait before the next look.
    private Duration look(MapHealth health, Workload workload) {
        Watched watched = reader.read(health, workload);
        Conclusion conclusion = Assessment.of(watched);
        write(health, conclusion);
        tell(workload.ref(), watched, conclusion.news());
        tell(workload.ref(), watched, remedies.attachment().attach(workload, watched));
        remedies.repair()
                .repair(workload, watched)
                .map(line -> new Conclusion.News(
                        Reason.SidecarRepaired, watched.now().toString(), line, List.of()))
                .ifPresent(news -> tell(workload.ref(), watched, List.of(news)));
        return remedies.repair().isUnderWay(workload, watched) ? REPAIR_STEP : LOOK_AGAIN;
    }

    /// Only what differs: every write wakes everybody who watches.
    private void write(MapHealth health, Conclusion conclusion) {
        ObjectNode patch = StatusPatch.of(conclusion);
        ObjectNode before = StatusPatch.of(new Conclusion(reader.status(health), List.of(), List.of()));
        if (!patch.equals(before)) {
            client.resource(health).subresource("status").patch(MERGE, patch.toString());
        }
    }

    private void tell(WorkloadRef workload, Watched watched, List<Conclusion.News> news) {
        Map<String, Watched.WatchedPod> pods =
                watched.pods().stream().collect(Collectors.toMap(Watched.WatchedPod::name, Function.identity()));
        for (Conclusion.News one : news) {
            List<ObjectReference> concerned = one.pods().stream()
                    .flatMap(pod -> Stream.ofNullable(pods.get(pod)))
                    .map(pod -> reference(workload.namespace(), pod))
                    .toList();
            if (!workload.kind().equals("Pod")) {
                for (ObjectReference pod : concerned) {
                    record(pod, Optional.of(workload.reference()), one);
                }
            }
            record(workload.reference(), concerned.stream().findFirst(), one);
        }
    }

    private void record(ObjectReference regarding, Optional<ObjectReference> related, Conclusion.News news) {
        events.record(new Occurrence(regarding, related, news.reason(), news.subject(), "WatchMaps", news.note()));
    }

    private static ObjectReference reference(String namespace, Watched.WatchedPod pod) {
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Pod")
                .withNamespace(namespace)
                .withName(pod.name())
                .withUid(pod.uid())
                .build();
    }
}
