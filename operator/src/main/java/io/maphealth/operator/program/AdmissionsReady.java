package io.maphealth.operator.program;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Ready once monitors are known and an answer takes no longer than it should: a pod asked about before would be let
/// through unseen. It tells what else cannot be watched, which keeps no pod from its sidecar and no report from being
/// taken.
@Readiness
@ApplicationScoped
public class AdmissionsReady implements HealthCheck {
    private final MonitorCache monitors;
    private final WarmUp warmUp;
    private final InformerWatch informers;

    AdmissionsReady(MonitorCache monitors, WarmUp warmUp, InformerWatch informers) {
        this.monitors = monitors;
        this.warmUp = warmUp;
        this.informers = informers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("admissions")
                .withData("monitors", monitors.ready())
                .withData("warm", warmUp.done())
                .status(monitors.ready() && warmUp.done());
        informers.troubles().forEach(answer::withData);
        return answer.build();
    }
}
