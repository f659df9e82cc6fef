package io.maphealth.gomem.servers;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Subscriptions that come and go on many subjects, messages to them, and connections that are made anew.
final class NatsLoad extends ServerLoad {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(10).toMillis();
    private static final int ROUNDS_A_CONNECTION = 50;
    private static final int SUBSCRIPTIONS = 100;

    private final int port;

    NatsLoad(int port) {
        this.port = port;
    }

    @Override
    void work(int client) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            say(out, "CONNECT {\"verbose\":false}\r\n");
            int subscription = 0;
            for (int round = 0; round < ROUNDS_A_CONNECTION && running(); round++) {
                StringBuilder commands = new StringBuilder();
                for (int i = 0; i < SUBSCRIPTIONS; i++, subscription++) {
                    String subject = "orders.%d.%d".formatted(client, subscription % 5_000);
                    commands.append("SUB %s %d\r\n".formatted(subject, subscription));
                    commands.append("PUB %s 5\r\nhello\r\n".formatted(subject));
                    if (subscription >= 1_000) {
                        commands.append("UNSUB %d\r\n".formatted(subscription - 1_000));
                    }
                }
                say(out, commands.append("PING\r\n").toString());
                await(in);
            }
        }
    }

    /// Everything that was said before is done when the answer to PING comes.
    private void await(BufferedReader in) throws Exception {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            served(1);
            if (line.equals("PONG")) {
                return;
            }
        }
        throw new java.io.EOFException("the server closed the connection");
    }

    private static void say(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
