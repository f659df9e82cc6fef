package io.maphealth.operator.program;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.certificates.PassKey;
import io.maphealth.operator.events.EventRecorder;
import io.maphealth.operator.fleet.AlertSettings;
import io.maphealth.operator.fleet.ArmedAlerts;
import io.maphealth.operator.inject.InjectionSettings;
import io.maphealth.operator.inject.Injector;
import io.maphealth.operator.intake.Intake;
import io.maphealth.operator.intake.Passes;
import io.maphealth.operator.routing.RoutingSettings;
import io.maphealth.operator.workload.KnownHealths;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// The operator without its endpoints, with exactly the rights that `deploy/install.yaml` gives its account.
final class RunningOperator implements AutoCloseable {
    private static final String NAMESPACE = "maphealth";
    private static final String ACCOUNT = "maphealth-operator";

    private final KubernetesClient client;
    private final MonitorCache monitors;
    private final KnownHealths healths;
    private final Controllers controllers;
    private final Intake intake;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final InformerWatch informers;

    private RunningOperator(KubernetesClient client, Controllers controllers, MonitorCache monitors, Passes passes) {
        this.client = client;
        this.controllers = controllers;
        this.monitors = monitors;
        this.healths = KnownHealths.start(client);
        this.intake = Intake.of(client, passes, healths, Wiring.JSON);
        this.informers = new InformerWatch(client, new InformerWatch.Informers(monitors, healths, controllers), meters);
    }

    /// @param client closed with it
    /// @param folder for the certificates of this replica
    static RunningOperator start(KubernetesClient client, String pod, Path folder) throws IOException {
        return start(client, pod, folder, RoutingSettings.of(Map.of()));
    }

    static RunningOperator start(KubernetesClient client, String pod, Path folder, RoutingSettings routing)
            throws IOException {
        OperatorSettings settings = OperatorSettings.of(Map.of(
                "MAPHEALTH_ALLOWED_LEVEL", "2", "MAPHEALTH_CERTIFICATES", folder.toString(), "MAPHEALTH_POD", pod));
        Certificates certificates = new Certificates(settings, client);
        certificates.keep();
        InjectionSettings injection = new Wiring().injection(settings);
        Passes passes = new Passes(new PassKey(client, NAMESPACE, certificates.trust()::owner));
        MonitorCache monitors = MonitorCache.start(client);
        ArmedAlerts armed = new ArmedAlerts(HttpClient.newHttpClient(), AlertSettings.of(Map.of()));
        EventRecorder events = new EventRecorder(client, pod, InstantSource.system(), new SimpleMeterRegistry());
        Controllers controllers = new Controllers(
                new Controllers.Parts(
                        new Injector(monitors, injection, Wiring.JSON),
                        monitors,
                        injection,
                        new Controllers.Means(events, passes, armed, routing)),
                client,
                settings,
                certificates);
        controllers.start(new StartupEvent());
        RunningOperator operator = new RunningOperator(client, controllers, monitors, passes);
        operator.informers.start(new StartupEvent());
        return operator;
    }

    Intake intake() {
        return intake;
    }

    /// Why objects of a kind cannot be watched.
    Map<String, String> troubles() {
        return informers.troubles();
    }

    MeterRegistry meters() {
        return meters;
    }

    @Override
    public void close() {
        informers.stop(new ShutdownEvent());
        controllers.stop(new ShutdownEvent());
        monitors.close();
        healths.close();
        client.close();
    }

    /// A token of the operator's own account.
    static String token(KubernetesClient admin) {
        return token(admin, NAMESPACE, ACCOUNT, new TokenRequestBuilder());
    }

    /// A token of an account for the operator, bound to a pod, as the kubelet would fetch it.
    static String podToken(KubernetesClient admin, HasMetadata pod, String audience) {
        return token(
                admin,
                pod.getMetadata().getNamespace(),
                "default",
                new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
                        .withNewBoundObjectRef()
                        .withKind("Pod")
                        .withApiVersion("v1")
                        .withName(pod.getMetadata().getName())
                        .withUid(pod.getMetadata().getUid())
                        .endBoundObjectRef()
                        .endSpec());
    }

    private static String token(KubernetesClient admin, String namespace, String account, TokenRequestBuilder request) {
        TokenRequest answer =
                admin.serviceAccounts().inNamespace(namespace).withName(account).tokenRequest(request.build());
        return answer.getStatus().getToken();
    }
}
