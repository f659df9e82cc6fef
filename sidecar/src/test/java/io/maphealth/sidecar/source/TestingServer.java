package io.maphealth.sidecar.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that answers with raw bytes, one connection a question, and remembers what it was asked. What it does next
/// can be changed at any time.
final class TestingServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Thread accepting;
    private volatile Answer answer;

    TestingServer(Answer answer) throws IOException {
        this.answer = answer;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.accepting = Thread.ofVirtual().start(this::accept);
    }

    /// Writes to a connection whose question has been read.
    @FunctionalInterface
    interface Answer {
        void write(String head, OutputStream out) throws IOException, InterruptedException;
    }

    static Answer ok(String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return raw("HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n" + body);
    }

    static Answer raw(String text) {
        return (_, out) -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void answer(Answer next) {
        answer = next;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /// Request lines and headers of all questions so far.
    List<String> heads() {
        return heads;
    }

    /// Nobody listens any more when this returns.
    @Override
    public void close() throws IOException {
        socket.close();
        // who waits in an accept keeps the port open until then
        try {
            accepting.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Socket connection : open) {
            connection.close();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            heads.add(head.toString());
            answer.write(head.toString(), connection.getOutputStream());
        } catch (IOException | UncheckedIOException theOtherSideWent) {
            // what most of these tests are about
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
