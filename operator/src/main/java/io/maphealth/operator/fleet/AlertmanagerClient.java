package io.maphealth.operator.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Posts alerts to Alertmanager's API v2.
final class AlertmanagerClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_ANSWER = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI address;

    AlertmanagerClient(HttpClient http, URI alertmanager) {
        this.http = http;
        this.address = new WebApi(alertmanager).at("/api/v2/alerts");
    }

    /// @throws IOException when it did not take them, with its answer
    void post(List<AlertBook.Message> messages) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(messages)))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            String said = answer.body().strip();
            throw new IOException("answers %d %s"
                    .formatted(answer.statusCode(), said.substring(0, Math.min(said.length(), MOST_ANSWER))));
        }
    }

    private static String body(List<AlertBook.Message> messages) {
        ArrayNode alerts = JSON.createArrayNode();
        for (AlertBook.Message message : messages) {
            ObjectNode alert = alerts.addObject();
            put(alert.putObject("labels"), message.alert().labels());
            put(alert.putObject("annotations"), message.alert().annotations());
            alert.put("startsAt", message.alert().startsAt().toString());
            alert.put("endsAt", message.endsAt().toString());
        }
        return alerts.toString();
    }

    private static void put(ObjectNode object, Map<String, String> texts) {
        texts.forEach(object::put);
    }
}
