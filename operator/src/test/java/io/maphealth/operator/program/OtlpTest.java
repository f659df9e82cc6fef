package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.operator.Metric;
import io.maphealth.testkit.OtelCollector;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real collector reads.
class OtlpTest {
    @Test
    void aRealCollectorTakesWhatThePageShows(@TempDir Path folder) throws Exception {
        try (OtelCollector collector = OtelCollector.start(folder)) {
            OperatorSettings settings = OperatorSettings.of(Map.of(
                    "MAPHEALTH_OTLP_URL", collector.metrics().toString(), "MAPHEALTH_POD", "maphealth-operator-1"));
            MeterRegistry registry = Otlp.to(settings.otlp().orElseThrow(), settings);
            Metric.REPORTS.counter(registry, "204").increment(3);
            Metric.ADMISSION.timer(registry).record(Duration.ofMillis(4));
            registry.close();

            collector.awaitLine("-> Name: maphealth.operator.admission");
            assertThat(collector.printed())
                    .contains("-> service.name: Str(maphealth-operator)", "-> k8s.pod.name: Str(maphealth-operator-1)")
                    .contains("-> Name: maphealth.operator.reports", "-> status: Str(204)", "Value: 3.000000")
                    .contains("-> DataType: Histogram");
        }
    }

    @Test
    void nothingIsSentWhereNoneIsNamed() {
        assertThat(OperatorSettings.of(Map.of()).otlp()).isEmpty();
    }
}
