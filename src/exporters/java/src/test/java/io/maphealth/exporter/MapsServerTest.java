package io.maphealth.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapsServerTest {
    private final MapRegistry registry = new MapRegistry("sh\"op\n", Limits.DEFAULT);
    private final Map<Integer, Integer> sessions = MapRegistryTest.filled(new HashMap<>(), 100);

    @Test
    void servesACensus() throws Exception {
        registry.watch("Store.sessions", sessions);
        try (MapsServer server = MapsServer.start(registry, 0)) {
            HttpResponse<String> answer = ask(server.url() + "?top=0", "GET");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.body())
                    .startsWith("{\"schema\":\"maphealth.census/v1\",\"takenAt\":\"")
                    .contains("\"name\":\"sh\\\"op\\u000a\"")
                    .contains("\"complete\":true,\"incompleteReason\":null")
                    .contains(
                            "\"id\":\"Store.sessions#1\",\"type\":\"java.util.HashMap\",\"kind\":\"java.util.HashMap\"")
                    .contains("\"count\":100,\"iterated\":100,\"drift\":0,\"allowedDrift\":7")
                    .endsWith("\"findings\":[]}");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, ?top=x, 400", "GET, ?top=-1, 400", "POST, '', 405", "GET, /else, 404", "HEAD, '', 200"})
    void refusesWrongRequests(String method, String path, int status) throws Exception {
        try (MapsServer server = MapsServer.start(registry, 0)) {
            assertThat(ask(server.url() + path, method).statusCode()).isEqualTo(status);
        }
    }

    @Test
    void aTakenPortIsAnErrorThatSaysWhatToDo() throws IOException {
        try (MapsServer server = MapsServer.start(registry, 0)) {
            int port = URI.create(server.url()).getPort();
            assertThatThrownBy(() -> MapsServer.start(registry, port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("on port " + port)
                    .hasMessageContaining("give another");
        }
    }

    @Test
    void afterCloseThePortIsClosed() throws IOException {
        MapsServer server = MapsServer.start(registry, 0);
        server.close();
        assertThatThrownBy(() -> ask(server.url(), "GET")).isInstanceOf(ConnectException.class);
    }

    @Test
    void topCutsMapsAndSitesAndNeverTotals() {
        Map<Integer, Integer> one = MapRegistryTest.filled(new HashMap<>(), 1);
        registry.watch("Store.sessions", sessions);
        registry.watch("Store.one", one);
        Census census = registry.census().top(1);
        assertThat(census.maps()).extracting(MapEntry::owner).containsExactly("Store.sessions");
        assertThat(census.sites()).hasSize(1);
        assertThat(census.totals().count()).hasValue(sessions.size() + one.size());
    }

    @Test
    void aMapThatDriftedIsNeverCut() {
        registry.watch("Store.sessions", sessions);
        registry.watch(
                "Lying",
                new Visited("Lying", () -> OptionalLong.of(30), () -> List.of().spliterator()));
        registry.watch(
                "Fine",
                new Visited("Fine", () -> OptionalLong.of(0), () -> List.of().spliterator()));
        assertThat(registry.census().top(1).maps())
                .extracting(MapEntry::owner)
                .containsExactly("Store.sessions", "Lying");
        assertThat(sessions).hasSize(100);
    }

    private static HttpResponse<String> ask(String url, String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
