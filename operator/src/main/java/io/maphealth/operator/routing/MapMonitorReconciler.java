package io.maphealth.operator.routing;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitor;
import io.maphealth.operator.api.MapMonitorStatus;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Keeps the AlertmanagerConfig of every monitor that names a receiver as it should be, and says in the monitor's
/// condition `AlertsRouted` what became of it. What somebody else changed is put right within [#LOOK_AGAIN].
@ControllerConfiguration
public final class MapMonitorReconciler implements Reconciler<MapMonitor> {
    static final String ALERTS_ROUTED = "AlertsRouted";

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("maphealth")
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final RoutingSettings settings;
    private final InstantSource clock;

    public MapMonitorReconciler(KubernetesClient client, RoutingSettings settings, InstantSource clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public UpdateControl<MapMonitor> reconcile(MapMonitor monitor, Context<MapMonitor> context) {
        Optional<Condition> before = condition(monitor);
        Optional<Condition> now = Optional.empty();
        if (!monitor.getSpec().routing().receiver().isEmpty()) {
            now = Optional.of(write(monitor));
        } else if (before.isPresent()) {
            remove(monitor);
        }
        tell(monitor, before, now);
        boolean refused = now.filter(it -> it.getStatus().equals("False")).isPresent();
        return UpdateControl.<MapMonitor>noUpdate().rescheduleAfter(refused ? TRY_AGAIN : LOOK_AGAIN);
    }

    private Condition write(MapMonitor monitor) {
        try {
            client.genericKubernetesResources(AlertmanagerConfig.API)
                    .inNamespace(monitor.getMetadata().getNamespace())
                    .resource(AlertmanagerConfig.of(monitor, settings))
                    .patch(APPLY);
            return condition(
                    monitor,
                    "True",
                    Reason.AlertsRouted,
                    "AlertmanagerConfig %s sends alerts of this namespace to the receiver"
                            .formatted(AlertmanagerConfig.name(monitor)));
        } catch (KubernetesClientException refused) {
            String why = refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                    ? "this cluster has no AlertmanagerConfigs (monitoring.coreos.com/v1alpha1);"
                            + " install the Prometheus Operator, or route by the label team in Alertmanager itself"
                    : "AlertmanagerConfig %s is refused: %s"
                            .formatted(AlertmanagerConfig.name(monitor), refused.getMessage());
            return condition(monitor, "False", Reason.AlertsNotRouted, why);
        }
    }

    private void remove(MapMonitor monitor) {
        client.genericKubernetesResources(AlertmanagerConfig.API)
                .inNamespace(monitor.getMetadata().getNamespace())
                .withName(AlertmanagerConfig.name(monitor))
                .delete();
    }

    private void tell(MapMonitor monitor, Optional<Condition> before, Optional<Condition> now) {
        if (before.equals(now)) {
            return;
        }
        Map<String, Object> status = Map.of(
                "observedGeneration", monitor.getMetadata().getGeneration(),
                "conditions", now.stream().toList());
        client.resources(MapMonitor.class)
                .inNamespace(monitor.getMetadata().getNamespace())
                .withName(monitor.getMetadata().getName())
                .subresource("status")
                .patch(MERGE, client.getKubernetesSerialization().asJson(Map.of("status", status)));
    }

    private Condition condition(MapMonitor monitor, String status, Reason reason, String message) {
        String since = condition(monitor)
                .filter(before -> Objects.equals(status, before.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElse(clock.instant().toString());
        return new ConditionBuilder()
                .withType(ALERTS_ROUTED)
                .withStatus(status)
                .withReason(reason.name())
                .withMessage(message)
                .withLastTransitionTime(since)
                .withObservedGeneration(monitor.getMetadata().getGeneration())
                .build();
    }

    private static Optional<Condition> condition(MapMonitor monitor) {
        return Optional.ofNullable(monitor.getStatus()).map(MapMonitorStatus::conditions).orElse(List.of()).stream()
                .filter(it -> ALERTS_ROUTED.equals(it.getType()))
                .findFirst();
    }
}
