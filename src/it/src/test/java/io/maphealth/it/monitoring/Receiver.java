package io.maphealth.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Whom Alertmanager tells: every team has a path of its own.
public final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    private Receiver(HttpServer server) {
        this.server = server;
    }

    /// An alert as it was told, and to whom.
    public record Told(String to, String status, Map<String, String> labels, Map<String, String> annotations) {
        public String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    public static Receiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        Receiver receiver = new Receiver(server);
        server.createContext("/", receiver::take);
        server.start();
        return receiver;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Told> told() {
        return List.copyOf(told);
    }

    /// What one team was told.
    public List<Told> to(String team) {
        return told.stream().filter(each -> each.to().equals(team)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String to = exchange.getRequestURI().getPath().substring(1);
            for (JsonNode alert : JSON.readTree(exchange.getRequestBody()).path("alerts")) {
                told.add(new Told(
                        to,
                        alert.path("status").asText(),
                        texts(alert.path("labels")),
                        texts(alert.path("annotations"))));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }
}
