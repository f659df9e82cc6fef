package io.maphealth.sidecar.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.config.WrongConfigException;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.testkit.OtelCollector;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a receiver reads that knows the protocol by OpenTelemetry's own definition of it.
class OtlpTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration TOOK = Duration.ofMillis(12);

    @Test
    void aCollectorGetsWhatThePageShows() throws Exception {
        List<ExportMetricsServiceRequest> taken = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        collector.createContext("/v1/metrics", exchange -> {
            try (exchange) {
                taken.add(ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody()));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
        try {
            URI url = URI.create("http://127.0.0.1:%d/v1/metrics"
                    .formatted(collector.getAddress().getPort()));
            sendARound(url);

            ResourceMetrics told = taken.getLast().getResourceMetrics(0);
            assertThat(texts(told.getResource().getAttributesList()))
                    .containsEntry("service.name", "maphealth-sidecar")
                    .containsEntry("k8s.container.name", "checkout");
            Metric held = metric(told, "maphealth.site.held.bytes");
            NumberDataPoint point = held.getGauge().getDataPoints(0);
            assertThat(point.getAsDouble()).isEqualTo(4_096);
            assertThat(texts(point.getAttributesList()))
                    .isEqualTo(Map.of("source", "pprof", "site", "map[string]int main.sessions"));
            assertThat(metric(told, "maphealth.rounds").getSum().getIsMonotonic())
                    .isTrue();
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void aRealCollectorTakesIt(@TempDir Path folder) throws Exception {
        try (OtelCollector collector = OtelCollector.start(folder)) {
            sendARound(collector.metrics());

            collector.awaitLine("-> Name: maphealth.site.held.bytes");
            assertThat(collector.printed())
                    .contains("-> service.name: Str(maphealth-sidecar)", "-> k8s.container.name: Str(checkout)")
                    .contains("-> site: Str(map[string]int main.sessions)", "Value: 4096.000000");
        }
    }

    private static void sendARound(URI collector) throws WrongConfigException {
        MeterRegistry otlp = Otlp.to(collector, SidecarConfig.of(Map.of("TARGET_CONTAINER", "checkout")));
        MetricsPage page = new MetricsPage("payments", Optional.of(otlp));
        page.on(new Happening.Looked(NOW, SourceKind.PPROF, census(), TOOK));
        page.on(new Happening.RoundEnded(NOW, 1, TOOK, 0));
        otlp.close();
    }

    private static Metric metric(ResourceMetrics told, String name) {
        return told.getScopeMetrics(0).getMetricsList().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, each -> each.getValue().getStringValue()));
    }

    private static Census census() {
        Target target =
                new Target(TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.empty(), "checkout");
        CensusBuilder census = new CensusBuilder(target, 0);
        census.add(MapSnapshot.builder("0xc000123000", Site.of("map[string]int", "main.sessions"), "go-swiss")
                .count(10)
                .iterated(10)
                .heldBytes(4_096)
                .neededBytes(960)
                .build());
        return census.build(NOW, TOOK);
    }
}
