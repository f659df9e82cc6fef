package io.maphealth.operator.program;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once monitors are known and an answer takes no longer than it should: a pod asked about before would be let
/// through unseen.
@Readiness
@ApplicationScoped
public class AdmissionsReady implements HealthCheck {
    private final MonitorCache monitors;
    private final WarmUp warmUp;

    AdmissionsReady(MonitorCache monitors, WarmUp warmUp) {
        this.monitors = monitors;
        this.warmUp = warmUp;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("admissions")
                .withData("monitors", monitors.ready())
                .withData("warm", warmUp.done())
                .status(monitors.ready() && warmUp.done())
                .build();
    }
}
