package io.maphealth.exporter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves a registry at `/debug/maps` on a port of its own, with the JDK's server, in daemon threads.
/// [#handler] is for a program that has such a server already.
public final class MapsServer implements AutoCloseable {
    public static final String PATH = "/debug/maps";

    /// Where a sidecar looks unless it is told otherwise.
    public static final int DEFAULT_PORT = 9465;

    private static final int DEFAULT_TOP = 1000;

    private final HttpServer http;
    private final ExecutorService threads;

    private MapsServer(HttpServer http, ExecutorService threads) {
        this.http = http;
        this.threads = threads;
    }

    /// Serves on loopback, which is enough inside a pod; port 0 takes any.
    ///
    /// @throws IOException the port cannot be had; the program can go on without
    public static MapsServer start(MapRegistry registry, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            HttpServer http = HttpServer.create(address, 0);
            ExecutorService threads = Executors.newFixedThreadPool(2, MapsServer::daemon);
            http.setExecutor(threads);
            http.createContext(PATH, handler(registry));
            http.start();
            return new MapsServer(http, threads);
        } catch (IOException refused) {
            throw new IOException(
                    "cannot serve " + PATH + " on port " + port + ": " + refused.getMessage()
                            + "; perhaps another program has the port: give another",
                    refused);
        }
    }

    public static HttpHandler handler(MapRegistry registry) {
        return exchange -> {
            try (exchange) {
                answer(registry, exchange);
            }
        };
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + PATH;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private static void answer(MapRegistry registry, HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, 405, "text/plain", "only GET and HEAD are answered here\n");
            return;
        }
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            send(exchange, 404, "text/plain", "only " + PATH + " is served here\n");
            return;
        }
        int top = top(exchange.getRequestURI().getQuery());
        if (top < 0) {
            send(exchange, 400, "text/plain", "top: give a number from 0 (all) up\n");
            return;
        }
        send(exchange, 200, "application/json", registry.census().top(top).json());
    }

    /// Of `?top=N`; -1 of what is no such number.
    private static int top(String query) {
        if (query == null) {
            return DEFAULT_TOP;
        }
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("top=")) {
                String number = pair.substring("top=".length());
                return number.matches("\\d{1,9}") ? Integer.parseInt(number) : -1;
            }
        }
        return DEFAULT_TOP;
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "maphealth server");
        thread.setDaemon(true);
        return thread;
    }
}
