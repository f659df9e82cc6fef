package io.maphealth.operator.program;

import io.maphealth.operator.fleet.FleetRounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Begins and ends the rounds over all workloads with the program.
@ApplicationScoped
public class FleetWatch {
    private final FleetRounds rounds;

    FleetWatch(FleetRounds rounds) {
        this.rounds = rounds;
    }

    void start(@Observes StartupEvent started) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent stopped) {
        rounds.close();
    }
}
