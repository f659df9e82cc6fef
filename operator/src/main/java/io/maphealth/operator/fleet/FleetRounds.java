package io.maphealth.operator.fleet;

import io.maphealth.operator.workload.KnownHealths;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Looks at all workloads every [#EVERY], on each replica: two that tell the same say it once more, and none has to
/// lead.
public final class FleetRounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FleetRounds.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final KnownHealths healths;
    private final InstantSource clock;
    private final FleetMeters meters;
    private final Told told;
    private final Thread thread = Thread.ofPlatform().name("fleet").daemon().unstarted(this::goRound);

    public FleetRounds(KnownHealths healths, Told told, InstantSource clock) {
        this.healths = healths;
        this.clock = clock;
        this.told = told;
        this.meters = new FleetMeters(told.meters());
    }

    /// Who hears of the workloads.
    public record Told(MeterRegistry meters, AlertDelivery alerts, ArmedAlerts armed) {}

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

    private void look() throws InterruptedException {
        try {
            List<WorkloadHealth> fleet = fleet();
            meters.show(fleet);
            told.alerts().deliver(fleet, clock.instant());
            told.armed().ask();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "the workloads could not be told of; tried again soon", failed);
        }
    }

    private List<WorkloadHealth> fleet() {
        return healths.all().stream()
                .map(health -> WorkloadHealth.of(health, clock.instant()))
                .toList();
    }
}
