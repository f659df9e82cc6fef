package io.maphealth.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MonitoringTest {
    private final MapRegistry registry = new MapRegistry("shop", Limits.DEFAULT);
    private final Map<Integer, Integer> sessions = MapRegistryTest.filled(new HashMap<>(), 100);

    @Test
    void isSeenByJmx() throws Exception {
        registry.watch("Store.sessions", sessions);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.maphealth:type=Maps");
        try (Registration registration = MapsBean.register(registry)) {
            assertThat(registration).isNotNull();
            assertThat(server.getAttribute(name, "Maps")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "DriftedMaps")).isEqualTo(0L);
            assertThat((Long) server.getAttribute(name, "HeldBytes")).isPositive();
            assertThat((String) server.getAttribute(name, "Census")).contains("Store.sessions");
            assertThatThrownBy(() -> MapsBean.register(registry)).hasMessageContaining("cannot be registered");
        }
        assertThat(server.isRegistered(name)).isFalse();
    }

    /// The lines of the README.
    @Test
    void isBoundToMicrometerInFiveLines() {
        registry.watch("Store.sessions", sessions);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        MultiGauge entries = MultiGauge.builder("maps.entries").register(meters);
        Runnable refresh = () -> entries.register(
                registry.census().sites().stream()
                        .map(site -> MultiGauge.Row.of(
                                Tags.of("site", site.site()),
                                site.figures().count().orElse(-1)))
                        .toList(),
                true);
        refresh.run(); // from a scheduler, once a minute

        assertThat(meters.get("maps.entries")
                        .tag("site", "java.util.HashMap Store.sessions")
                        .gauge()
                        .value())
                .isEqualTo(sessions.size());
    }
}
