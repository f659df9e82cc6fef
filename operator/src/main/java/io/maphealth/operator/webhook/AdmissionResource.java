package io.maphealth.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.maphealth.operator.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The endpoint that the webhook configuration names.
@Path("/admission/pods")
public final class AdmissionResource {
    private final AdmissionDesk desk;
    private final MeterRegistry meters;
    private final Timer timer;

    AdmissionResource(AdmissionDesk desk, MeterRegistry meters) {
        this.desk = desk;
        this.meters = meters;
        this.timer = Metric.ADMISSION.timer(meters);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public JsonNode review(JsonNode review) {
        Timer.Sample sample = Timer.start(meters);
        AdmissionDesk.Answer answer = desk.answer(review);
        sample.stop(timer);
        Metric.ADMISSIONS
                .counter(
                        meters,
                        answer.namespace(),
                        answer.ownerKind(),
                        answer.reason().name())
                .increment();
        return answer.review();
    }
}
