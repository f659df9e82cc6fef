package io.maphealth.operator.program;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.maphealth.operator.api.MapMonitorSpec;
import io.maphealth.operator.certificates.PassKey;
import io.maphealth.operator.events.EventRecorder;
import io.maphealth.operator.fleet.AlertDelivery;
import io.maphealth.operator.fleet.AlertSettings;
import io.maphealth.operator.fleet.ArmedAlerts;
import io.maphealth.operator.fleet.FleetRounds;
import io.maphealth.operator.inject.InjectionSettings;
import io.maphealth.operator.inject.Injector;
import io.maphealth.operator.intake.Intake;
import io.maphealth.operator.intake.Passes;
import io.maphealth.operator.routing.RoutingSettings;
import io.maphealth.operator.webhook.AdmissionDesk;
import io.maphealth.operator.workload.KnownHealths;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// Makes every part once, and hands each what it needs.
@ApplicationScoped
public class Wiring {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final AlertSettings ALERTS = AlertSettings.of(System.getenv());
    static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Produces
    @Singleton
    OperatorSettings settings() {
        return OperatorSettings.of(System.getenv());
    }

    @Produces
    @Singleton
    KubernetesClient client(Vertx vertx) {
        return LeanClient.builder()
                .withHttpClientFactory(new VertxHttpClientFactory(vertx))
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }

    @Produces
    @Singleton
    Certificates certificates(OperatorSettings settings, KubernetesClient client) {
        return new Certificates(settings, client);
    }

    @Produces
    @Singleton
    MonitorCache monitors(KubernetesClient client) {
        return MonitorCache.start(client);
    }

    @Produces
    @Singleton
    InjectionSettings injection(OperatorSettings settings) {
        return new InjectionSettings(
                settings.sidecarImage(),
                settings.sidecarPullPolicy(),
                settings.url(),
                settings.otlp(),
                settings.scrapeAnnotations(),
                MapMonitorSpec.standard(settings.allowedLevel()),
                Set.of("kube-system", "kube-node-lease", settings.namespace()));
    }

    @Produces
    @Singleton
    Injector injector(MonitorCache monitors, InjectionSettings settings) {
        return new Injector(monitors, settings, JSON);
    }

    @Produces
    @Singleton
    AdmissionDesk desk(Injector injector, MonitorCache monitors) {
        return new AdmissionDesk(injector, monitors::ofNamespace, JSON);
    }

    @Produces
    @Singleton
    Passes passes(KubernetesClient client, OperatorSettings settings, Certificates certificates) {
        return new Passes(new PassKey(client, settings.namespace(), certificates.trust()::owner));
    }

    @Produces
    @Singleton
    KnownHealths healths(KubernetesClient client) {
        return KnownHealths.start(client);
    }

    @Produces
    @Singleton
    Intake intake(KubernetesClient client, Passes passes, KnownHealths healths) {
        return Intake.of(client, passes, healths, JSON);
    }

    @Produces
    @Singleton
    ArmedAlerts armed() {
        return new ArmedAlerts(HTTP, ALERTS);
    }

    @Produces
    @Singleton
    RoutingSettings routing() {
        return RoutingSettings.of(System.getenv());
    }

    @Produces
    @Singleton
    FleetRounds fleet(KnownHealths healths, MeterRegistry meters, ArmedAlerts armed) {
        AlertDelivery delivery = new AlertDelivery(HTTP, ALERTS, meters);
        return new FleetRounds(healths, new FleetRounds.Told(meters, delivery, armed), InstantSource.system());
    }

    @Produces
    @Singleton
    EventRecorder events(KubernetesClient client, OperatorSettings settings, MeterRegistry meters) {
        return new EventRecorder(client, settings.pod(), InstantSource.system(), meters);
    }
}
