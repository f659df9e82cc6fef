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
    private final Controllers controllers;
    private final Intake intake;

    RunningOperator(ApiServer server, KubernetesClient admin, Path folder) throws IOException {
        client = server.withToken(token(admin, NAMESPACE, ACCOUNT, new TokenRequestBuilder()));
        OperatorSettings settings = OperatorSettings.of(
                Map.of("MAPHEALTH_ALLOWED_LEVEL", "2", "MAPHEALTH_CERTIFICATES", folder.toString()));
        Certificates certificates = new Certificates(settings, client);
        certificates.keep();
        Wiring wiring = new Wiring();
        InjectionSettings injection = wiring.injection(settings);
        Passes passes = new Passes(new PassKey(client, NAMESPACE, certificates.trust()::owner));
        monitors = MonitorCache.start(client);
        intake = Intake.of(client, passes, Wiring.JSON, InstantSource.system());
        ArmedAlerts armed = new ArmedAlerts(HttpClient.newHttpClient(), AlertSettings.of(Map.of()));
        EventRecorder events = new EventRecorder(client, "test", InstantSource.system(), new SimpleMeterRegistry());
        controllers = new Controllers(
                new Controllers.Parts(
                        new Injector(monitors, injection, Wiring.JSON),
                        monitors,
                        injection,
                        new Controllers.Means(events, passes, armed)),
                client,
                settings,
                certificates);
        controllers.start(new StartupEvent());
    }

    Intake intake() {
        return intake;
    }

    @Override
    public void close() {
        controllers.stop(new ShutdownEvent());
        monitors.close();
        client.close();
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
