package io.maphealth.operator.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maphealth.operator.Reason;
import io.maphealth.operator.health.Armed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/// Whether somebody would hear of a finding: which of our rules Prometheus says that it has loaded.
public final class ArmedAlerts {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final AlertSettings settings;
    private volatile Armed known;

    public ArmedAlerts(HttpClient http, AlertSettings settings) {
        this.http = http;
        this.settings = settings;
        this.known = new Armed("Unknown", Reason.AlertsUnknown, "Prometheus has not been asked yet");
    }

    /// What is known since the last [#ask].
    public Armed known() {
        return known;
    }

    void ask() throws InterruptedException {
        known = settings.prometheus().isPresent() ? asked(settings.prometheus().get()) : withoutPrometheus();
    }

    private Armed withoutPrometheus() {
        int number = settings.alertmanagers().size();
        return number == 0
                ? new Armed("Unknown", Reason.AlertsUnknown, "no URL of Prometheus is given: set alerts.prometheus")
                : new Armed("True", Reason.AlertsArmed, "the operator tells %d Alertmanager itself".formatted(number));
    }

    private Armed asked(URI prometheus) throws InterruptedException {
        try {
            Set<String> missing = new TreeSet<>(settings.rules());
            missing.removeAll(loaded(prometheus));
            return missing.isEmpty()
                    ? new Armed(
                            "True",
                            Reason.AlertsArmed,
                            "Prometheus has loaded all %d alerts"
                                    .formatted(settings.rules().size()))
                    : new Armed(
                            "False",
                            Reason.AlertsNotLoaded,
                            "Prometheus has not loaded " + String.join(", ", missing)
                                    + "; set alerts.enabled, and alerts.labels as its ruleSelector asks");
        } catch (IOException failed) {
            return new Armed("Unknown", Reason.AlertsUnknown, "%s cannot be asked: %s".formatted(prometheus, failed));
        }
    }

    private Set<String> loaded(URI prometheus) throws IOException, InterruptedException {
        URI address = new WebApi(prometheus).at("/api/v1/rules?type=alert");
        HttpRequest question = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        HttpResponse<String> answer = http.send(question, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("it answers " + answer.statusCode());
        }
        Set<String> names = new TreeSet<>();
        for (JsonNode group : JSON.readTree(answer.body()).path("data").path("groups")) {
            group.path("rules").forEach(rule -> names.add(rule.path("name").asText()));
        }
        return names;
    }
}
