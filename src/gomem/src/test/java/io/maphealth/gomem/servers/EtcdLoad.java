package io.maphealth.gomem.servers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// Keys put under leases that run out, read and deleted, by etcd's JSON gateway.
final class EtcdLoad extends ServerLoad {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int KEYS_A_LEASE = 20;
    private static final int KEYS = 20_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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

    private String ask(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(body))
                .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        served(1);
        return answer;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
