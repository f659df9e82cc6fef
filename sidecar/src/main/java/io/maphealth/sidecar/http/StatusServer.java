package io.maphealth.sidecar.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maphealth.sidecar.metrics.MetricsPage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers GET on the sidecar's port, with two threads and a bounded number of connections.
public final class StatusServer implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Endpoints endpoints;

    private StatusServer(HttpServer server, ExecutorService threads, Endpoints endpoints) {
        this.server = server;
        this.threads = threads;
        this.endpoints = endpoints;
    }

    /// Starts to answer.
    ///
    /// @param port 0 takes any free one
    /// @throws IOException when the port cannot be had
    public static StatusServer start(int port, StatusBoard board, MetricsPage metrics) throws IOException {
        boundTheServer();
        HttpServer server = HttpServer.create(new InetSocketAddress(port), BACKLOG);
        ExecutorService threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().daemon().name("http-", 0).factory());
        StatusServer started = new StatusServer(server, threads, new Endpoints(board, metrics));
        server.setExecutor(threads);
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /// The JDK's server takes its bounds from system properties, in seconds and connections.
    private static void boundTheServer() {
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "60");
        System.setProperty("jdk.httpserver.maxConnections", "64");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            boolean get = exchange.getRequestMethod().equals("GET");
            Answer answer = get || head
                    ? endpoints.answer(exchange.getRequestURI().getPath(), Query.of(exchange.getRequestURI()))
                    : Answer.text(405, "only GET is answered");
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), head ? -1 : 0);
            if (!head) {
                try (OutputStream body = exchange.getResponseBody()) {
                    answer.body().writeTo(body);
                }
            }
        }
    }
}
