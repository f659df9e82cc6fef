package io.maphealth.it.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// The operator's recorded page, which a test of the operator keeps true, served with counters that go on.
final class OperatorPage implements AutoCloseable {
    private static final Pattern COUNTED =
            Pattern.compile("^(\\w+_(?:total|count|sum|bucket)(?:\\{[^}]*})?) ([0-9.]+)$", Pattern.MULTILINE);

    private final String recorded;
    private final HttpServer server;
    private final AtomicInteger scrapes = new AtomicInteger();

    private OperatorPage(String recorded, HttpServer server) {
        this.recorded = recorded;
        this.server = server;
    }

    static OperatorPage serve() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(OperatorPage.class.getResourceAsStream("/operator-metrics.txt"))) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            OperatorPage page = new OperatorPage(new String(file.readAllBytes(), StandardCharsets.UTF_8), server);
            server.createContext("/q/metrics", page::answer);
            server.start();
            return page;
        }
    }

    String target() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String text() {
        return recorded;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int times = scrapes.incrementAndGet();
        byte[] page = COUNTED.matcher(recorded)
                .replaceAll(line -> "%s %s".formatted(line.group(1), times * Double.parseDouble(line.group(2))))
                .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }
}
