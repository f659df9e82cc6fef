package io.maphealth.operator.inject;

import io.maphealth.core.detect.Threshold;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.core.detect.WrongThresholdException;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitorSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// What a schema cannot say of a monitor: that its thresholds exist and are within their ranges.
public final class MonitorCheck {
    private MonitorCheck() {}

    /// Looks at every threshold.
    ///
    /// @throws RefusedException for the first threshold that is wrong
    public static void check(MapMonitorSpec monitor) throws RefusedException {
        for (Map.Entry<String, Double> given : monitor.thresholds().entrySet()) {
            check(given.getKey(), given.getValue());
        }
    }

    private static void check(String name, double value) throws RefusedException {
        Optional<Threshold> threshold = Arrays.stream(Threshold.values())
                .filter(known -> SidecarEnvironment.name(known).equals(name))
                .findFirst();
        if (threshold.isEmpty()) {
            throw new RefusedException(
                    Reason.WrongThreshold, "spec.thresholds." + name + ": there is no such threshold");
        }
        try {
            Thresholds _ = Thresholds.DEFAULTS.with(threshold.get(), value);
        } catch (WrongThresholdException wrong) {
            throw new RefusedException(Reason.WrongThreshold, "spec.thresholds." + name + ": " + wrong.getMessage());
        }
    }
}
