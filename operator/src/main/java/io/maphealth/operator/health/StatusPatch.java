package io.maphealth.operator.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maphealth.operator.api.MapHealthStatus;

/// The leader's part of a status as a JSON merge patch: it says what is empty, too, and of `pods` only which are gone.
final class StatusPatch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusPatch() {}

    static ObjectNode of(Conclusion conclusion) {
        MapHealthStatus status = conclusion.status();
        ObjectNode patch = JSON.createObjectNode();
        ObjectNode fields = patch.putObject("status");
        fields.put("observedGeneration", status.observedGeneration());
        fields.put("state", status.state());
        fields.put("reporting", status.reporting());
        fields.put("level", status.level());
        fields.put("monitor", status.monitor());
        fields.put("map", status.map());
        fields.put("finding", status.finding());
        fields.put("team", status.team());
        fields.put("podsWithoutSidecar", status.podsWithoutSidecar());
        fields.set("totals", JSON.valueToTree(status.totals()));
        fields.set("findings", JSON.valueToTree(status.findings()));
        fields.set("conditions", JSON.valueToTree(status.conditions()));
        if (!conclusion.gone().isEmpty()) {
            ObjectNode pods = fields.putObject("pods");
            conclusion.gone().forEach(pods::putNull);
        }
        return patch;
    }
}
