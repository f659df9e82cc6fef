package io.maphealth.operator.inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maphealth.operator.api.MapMonitorSpec;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Pods as the API server sends them, and an injector of a small cluster.
public final class Pods {
    public static final ObjectMapper JSON = new ObjectMapper();
    public static final InjectionSettings SETTINGS = new InjectionSettings(
            "registry.example/maphealth/sidecar:1",
            "IfNotPresent",
            "https://maphealth-operator.maphealth.svc:8443",
            Optional.of(URI.create("http://collector.observability:4318/v1/metrics")),
            true,
            MapMonitorSpec.standard(1),
            Set.of("kube-system", "maphealth"));

    private Pods() {}

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(json, wrong);
        }
    }

    /// A pod of one container `app` with these annotations (a JSON object).
    static JsonNode annotated(String annotations) {
        return parse("{'metadata':{'name':'shop','annotations':%s},'spec':{'containers':[{'name':'app','image':'x'}]}}"
                .formatted(annotations));
    }

    static Injector injector(Map<String, MapMonitorSpec> monitors) {
        return new Injector((_, name) -> Optional.ofNullable(monitors.get(name)), SETTINGS, JSON);
    }

    /// A monitor as somebody wrote it.
    static MapMonitorSpec monitor(String spec) {
        return JSON.convertValue(parse(spec), MapMonitorSpec.class);
    }
}
