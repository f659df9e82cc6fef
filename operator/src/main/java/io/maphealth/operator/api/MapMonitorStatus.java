package io.maphealth.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/// What became of a monitor.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MapMonitorStatus(long observedGeneration, List<Condition> conditions) {
    public static final MapMonitorStatus EMPTY = new MapMonitorStatus(0, List.of());

    public MapMonitorStatus {
        conditions = Absent.list(conditions);
    }
}
