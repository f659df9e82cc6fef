package io.maphealth.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.protocol.CensusReader;
import io.maphealth.protocol.ReadingBounds;
import io.maphealth.testkit.RunningProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every library, in every version of its language that is here, is asked over HTTP; the schema and the sidecar's own
/// reader judge the answer.
class ConformanceTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    static List<Exporter> exporters() {
        return Exporters.installed();
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void saysWhatTheShopHolds(Exporter exporter) throws Exception {
        try (RunningProgram shop = exporter.start()) {
            byte[] answer = ask(shop, "?top=0");

            assertThat(Schema.problems(answer)).isEmpty();
            Census census = read(answer);
            assertThat(census.incompleteReason()).isEmpty();
            assertThat(census.target().source()).isEqualTo(SourceKind.EXPORTER);
            assertThat(census.target().name()).isEqualTo("shop");
            assertThat(census.target().pid()).hasValue(shop.pid());
            assertThat(census.totals().maps()).hasValue(6);
            assertThat(census.totals().count()).hasValue(1000 + 10 + 3 + 30);
            assertThat(census.totals().iterated()).hasValue(1000 + 10 + 3 + 10);
            Map<String, MapSnapshot> maps = byOwner(census);
            assertThat(maps.get("shop.sessions").drift()).hasValue(0);
            assertThat(maps.get("shop.lying").drifted()).isTrue();
            assertThat(census.suspects())
                    .extracting(map -> map.site().owner().orElse(""))
                    .contains("shop.lying");
            assertThat(sites(census).get("shop.carts").maps()).hasValue(3);
        }
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void tellsAnEmptiedMapFromAFullOne(Exporter exporter) throws Exception {
        try (RunningProgram shop = exporter.start()) {
            Map<String, MapSnapshot> maps = byOwner(read(ask(shop, "?top=0")));
            MapSnapshot drained = maps.get("shop.drained");
            assertThat(drained.count()).hasValue(10);
            assertThat(drained.heldBytes())
                    .isGreaterThan(20 * drained.neededBytes().orElseThrow());
            assertThat(drained.peakEvidence()).isNotEqualTo(PeakEvidence.NONE);
            MapSnapshot sessions = maps.get("shop.sessions");
            assertThat(sessions.heldBytes())
                    .isBetween(
                            sessions.neededBytes().orElseThrow(),
                            4 * sessions.neededBytes().orElseThrow());
        }
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void aMapThatThrowsSpoilsOnlyItsOwnFigures(Exporter exporter) throws Exception {
        try (RunningProgram shop = exporter.start("broken")) {
            byte[] answer = ask(shop, "?top=0");
            assertThat(Schema.problems(answer)).isEmpty();
            Census census = read(answer);
            assertThat(census.incompleteReason())
                    .hasValueSatisfying(reason ->
                            assertThat(reason).startsWith("shop.broken#").contains("walked while broken"));
            assertThat(byOwner(census).get("shop.sessions").iterated()).hasValue(1000);
            assertThat(byOwner(census).get("shop.broken").count()).isEmpty();
            assertThat(census.totals().iterated()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void isCutByTopAndNamesNoAddress(Exporter exporter) throws Exception {
        try (RunningProgram shop = exporter.start()) {
            Census census = read(ask(shop, "?top=1"));
            assertThat(census.maps()).hasSize(2); // the largest, and the one that lies
            assertThat(census.sites()).hasSize(1);
            assertThat(census.totals().maps()).hasValue(6);
            assertThat(read(ask(shop, "")).sites())
                    .extracting(site -> site.site().name())
                    .noneMatch(name -> name.matches(".*(0x|@)[0-9a-f]{5,}.*"));
            assertThat(status(shop, "?top=many")).isEqualTo(400);
        }
    }

    /// The golden file is what a program of the language said; the fields that it has are what another must have.
    @ParameterizedTest
    @MethodSource("exporters")
    void hasTheFieldsOfItsGoldenExample(Exporter exporter) throws Exception {
        boolean older = exporter.version().equals("go1.21.13"); // its maps have no tombstones
        Path golden = Path.of("golden", exporter.language() + ".json");
        try (RunningProgram shop = exporter.start()) {
            byte[] answer = ask(shop, "?top=0");
            if (Boolean.getBoolean("regenerate") && !older) {
                Files.write(golden, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(mapper.readTree(answer)));
            }
            JsonNode expected = mapper.readTree(golden.toFile());
            assertThat(Schema.problems(Files.readAllBytes(golden))).isEmpty();
            assertThat(read(Files.readAllBytes(golden)).totals().maps()).hasValue(6);
            if (!older) {
                assertThat(Fields.of(mapper.readTree(answer))).isEqualTo(Fields.of(expected));
            }
        }
    }

    private static byte[] ask(RunningProgram shop, String query) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(shop, query);
        assertThat(answer.statusCode()).as("%s", shop.output()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return answer.body();
    }

    private static int status(RunningProgram shop, String query) throws IOException, InterruptedException {
        return send(shop, query).statusCode();
    }

    private static HttpResponse<byte[]> send(RunningProgram shop, String query)
            throws IOException, InterruptedException {
        URI where = URI.create(shop.announced("url").orElseThrow() + query);
        HttpRequest question =
                HttpRequest.newBuilder(where).timeout(Duration.ofSeconds(30)).build();
        return HTTP.send(question, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Census read(byte[] answer) throws Exception {
        return new CensusReader(ReadingBounds.CENSUS)
                .read("exporter", new ByteArrayInputStream(answer))
                .census();
    }

    private static Map<String, MapSnapshot> byOwner(Census census) {
        return census.maps().stream()
                .collect(Collectors.toMap(map -> map.site().owner().orElse(""), Function.identity(), (one, _) -> one));
    }

    private static Map<String, SiteSnapshot> sites(Census census) {
        return census.sites().stream()
                .collect(Collectors.toMap(site -> site.site().owner().orElse(""), Function.identity()));
    }
}
