package io.maphealth.operator.intake;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.maphealth.operator.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where sidecars send their reports. It takes a few at once: each costs memory and requests to the API server, and all
/// sidecars of a cluster may come together. The others wait for a moment, and come again later.
@Path("/v1/reports")
public final class ReportResource {
    private static final String BEARER = "Bearer ";
    private static final int AT_ONCE = 32;
    private static final long WAIT_SECONDS = 2;

    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Intake intake;
    private final MeterRegistry meters;

    ReportResource(Intake intake, MeterRegistry meters) {
        this.intake = intake;
        this.meters = meters;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response take(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, InputStream body)
            throws IOException, InterruptedException {
        if (!room.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            return told(Response.Status.SERVICE_UNAVAILABLE.getStatusCode(), "too many reports at once");
        }
        try {
            return taken(authorization, body);
        } finally {
            room.release();
        }
    }

    private Response taken(@Nullable String authorization, InputStream body) throws IOException {
        try {
            intake.take(token(authorization), body);
            return told(Response.Status.NO_CONTENT.getStatusCode(), "");
        } catch (RefusedReportException refused) {
            return told(refused.status(), refused.getMessage());
        } catch (KubernetesClientException unanswered) {
            // the sidecar keeps it and comes again
            return told(
                    Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                    "the API server did not answer: " + unanswered.getMessage());
        }
    }

    private static String token(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(it -> it.startsWith(BEARER))
                .map(it -> it.substring(BEARER.length()))
                .orElse("");
    }

    private Response told(int status, @Nullable String message) {
        Metric.REPORTS.counter(meters, Integer.toString(status)).increment();
        return Response.status(status)
                .entity(message)
                .type(MediaType.TEXT_PLAIN)
                .build();
    }
}
