package io.maphealth.operator.fleet;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.api.MapHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Looks at all workloads every [#EVERY], on each replica: two that tell the same say it once more, and none has to
/// lead.
public final class FleetRounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FleetRounds.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final FleetMeters meters;
    private final Thread thread = Thread.ofPlatform().name("fleet").daemon().unstarted(this::goRound);

    public FleetRounds(KubernetesClient client, MeterRegistry registry, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.meters = new FleetMeters(registry);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void goRound() {
        try {
            while (true) {
                look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException _) {
            // the operator ends
        }
    }

    private void look() {
        try {
            meters.show(fleet());
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "the workloads could not be listed; tried again soon", failed);
        }
    }

    private List<WorkloadHealth> fleet() {
        // from the API server's cache: version 0 asks for whatever it has
        return client
                .resources(MapHealth.class)
                .inAnyNamespace()
                .list(new ListOptionsBuilder().withResourceVersion("0").build())
                .getItems()
                .stream()
                .map(health -> WorkloadHealth.of(health, clock.instant()))
                .toList();
    }
}
