package io.maphealth.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/// The endpoint that the webhook configuration names.
@Path("/admission/pods")
public final class AdmissionResource {
    private final AdmissionDesk desk;
    private final MeterRegistry meters;
    private final Timer timer;

    AdmissionResource(AdmissionDesk desk, MeterRegistry meters) {
        this.desk = desk;
        this.meters = meters;
        this.timer = Timer.builder("maphealth.operator.admission")
                .description("Time to answer the API server about one pod")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500))
                .register(meters);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public JsonNode review(JsonNode review) {
        Timer.Sample sample = Timer.start(meters);
        AdmissionDesk.Answer answer = desk.answer(review);
        sample.stop(timer);
        meters.counter(
                        "maphealth.operator.admissions",
                        "namespace",
                        answer.namespace(),
                        "owner_kind",
                        answer.ownerKind(),
                        "reason",
                        answer.reason().name())
                .increment();
        return answer.review();
    }
}
