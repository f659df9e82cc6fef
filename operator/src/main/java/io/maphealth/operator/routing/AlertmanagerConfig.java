package io.maphealth.operator.routing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitor;
import io.maphealth.operator.api.Routing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The AlertmanagerConfig of a monitor: alerts of its team, about workloads in its namespace, go to its receiver.
///
/// The Prometheus Operator adds a matcher: such a configuration gets alerts whose label `namespace` is its own only.
final class AlertmanagerConfig {
    private static final String GROUP = "monitoring.coreos.com";
    private static final String VERSION = "v1alpha1";
    private static final String KIND = "AlertmanagerConfig";
    private static final String RECEIVER = "receiver";
    private static final Pattern OF_SECRET = Pattern.compile(Routing.KEY_OF_SECRET);

    static final ResourceDefinitionContext API = new ResourceDefinitionContext.Builder()
            .withGroup(GROUP)
            .withVersion(VERSION)
            .withKind(KIND)
            .withPlural("alertmanagerconfigs")
            .withNamespaced(true)
            .build();

    private AlertmanagerConfig() {}

    static String name(MapMonitor monitor) {
        return "maphealth-" + monitor.getMetadata().getName();
    }

    static GenericKubernetesResource of(MapMonitor monitor, RoutingSettings settings) {
        Routing routing = monitor.getSpec().routing();
        GenericKubernetesResource config = new GenericKubernetesResource();
        config.setApiVersion(GROUP + "/" + VERSION);
        config.setKind(KIND);
        config.setMetadata(new ObjectMetaBuilder()
                .withName(name(monitor))
                .withNamespace(monitor.getMetadata().getNamespace())
                .withLabels(settings.labels())
                .addNewOwnerReference()
                .withApiVersion(monitor.getApiVersion())
                .withKind(monitor.getKind())
                .withName(monitor.getMetadata().getName())
                .withUid(monitor.getMetadata().getUid())
                .endOwnerReference()
                .build());
        config.setAdditionalProperty(
                "spec",
                Map.of(
                        "route", route(routing),
                        "receivers", List.of(receiver(routing.receiver())),
                        "inhibitRules", List.of(theMostUrgentWordIsEnough())));
        return config;
    }

    private static Map<String, Object> route(Routing routing) {
        List<Map<String, String>> matchers = new ArrayList<>();
        matchers.add(matcher("alertname", "=~", names()));
        if (!routing.team().isEmpty()) {
            matchers.add(matcher("team", "=", routing.team()));
        }
        return Map.of(
                "receiver", RECEIVER,
                "groupBy", List.of("namespace", "workload", "alertname"),
                "matchers", matchers);
    }

    /// Those of our alerts, which are named as reasons are.
    private static String names() {
        return Arrays.stream(Reason.values())
                .filter(Reason::isWarning)
                .map(Reason::name)
                .filter(name -> name.startsWith("Map"))
                .collect(Collectors.joining("|", "", "|Maphealth.+"));
    }

    private static Map<String, Object> receiver(String text) {
        Matcher ofSecret = OF_SECRET.matcher(text);
        if (!ofSecret.matches()) {
            return Map.of("name", RECEIVER, "webhookConfigs", List.of(Map.of("url", text, "sendResolved", true)));
        }
        ReceiverKind kind = ReceiverKind.valueOf(ofSecret.group(1));
        Map<String, String> key = Map.of("name", ofSecret.group(2), "key", ofSecret.group(3));
        return Map.of("name", RECEIVER, kind.list(), List.of(Map.of(kind.secretField(), key, "sendResolved", true)));
    }

    private static Map<String, Object> theMostUrgentWordIsEnough() {
        return Map.of(
                "sourceMatch", List.of(matcher("severity", "=", "critical")),
                "targetMatch", List.of(matcher("severity", "=~", "warning|info")),
                "equal", List.of("workload", "alertname", "site"));
    }

    private static Map<String, String> matcher(String label, String type, String value) {
        return Map.of("name", label, "matchType", type, "value", value);
    }
}
