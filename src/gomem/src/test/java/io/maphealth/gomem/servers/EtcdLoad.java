package io.maphealth.gomem.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Keys put under leases that run out, read and deleted, by etcd's JSON gateway.
final class EtcdLoad extends ServerLoad {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int KEYS_A_LEASE = 20;
    private static final int KEYS = 20_000;

    private final String server;

    EtcdLoad(int port) {
        server = "http://127.0.0.1:" + port + "/v3/";
    }

    @Override
    void work(int client) throws Exception {
        for (int i = 0; running(); i++) {
            String lease = granted(ask("lease/grant", "{\"TTL\":30}"));
            for (int key = 0; key < KEYS_A_LEASE; key++) {
                String name = "/registry/%d/%d".formatted(client, (i * KEYS_A_LEASE + key) % KEYS);
                ask(
                        "kv/put",
                        "{\"key\":\"%s\",\"value\":\"%s\",\"lease\":%s}".formatted(base64(name), base64(name), lease));
            }
            ask("kv/range", "{\"key\":\"%s\",\"range_end\":\"%s\",\"limit\":50}".formatted(base64("/"), base64("0")));
            if (i % 3 == 0) {
                ask("lease/revoke", "{\"ID\":%s}".formatted(lease));
            }
        }
    }

    private static String granted(String answer) {
        int at = answer.indexOf("\"ID\":\"") + "\"ID\":\"".length();
        return answer.substring(at, answer.indexOf('"', at));
    }

    private String ask(String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(server + path).toURL().openConnection();
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        try (var answer = connection.getInputStream()) {
            String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            served(1);
            return text;
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
