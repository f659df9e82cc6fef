package io.maphealth.sidecar.metrics;

import io.maphealth.sidecar.delivery.ReportOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// What became of reports. All series are there from the start, so that the first loss shows as an increase.
final class ReportMeters {
    private final Map<ReportOutcome, Counter> counters = new EnumMap<>(ReportOutcome.class);

    ReportMeters(MeterRegistry registry) {
        for (ReportOutcome outcome : ReportOutcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder(Metric.REPORTS.registeredName())
                            .description(Metric.REPORTS.meaning())
                            .tag("outcome", outcome.label())
                            .register(registry));
        }
    }

    void count(ReportOutcome outcome) {
        Objects.requireNonNull(counters.get(outcome)).increment();
    }
}
