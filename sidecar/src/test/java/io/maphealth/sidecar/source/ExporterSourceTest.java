package io.maphealth.sidecar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.sidecar.config.Credentials;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExporterSourceTest {
    private static final String CENSUS = """
            {"schema":"maphealth.census/v1","takenAt":"2026-11-21T12:00:00Z",
             "target":{"runtime":"go","version":"go1.26.8","source":"heap-dump","pid":4711,"name":"checkout"},
             "complete":true,"incompleteReason":null,"durationMillis":1,"pauseMillis":0,
             "totals":{"maps":1,"count":10,"iterated":10,"heldBytes":163840},
             "maps":[{"id":"m1","type":"map[string]int","kind":"go-swiss","owner":"main.sessions",
               "site":"map[string]int main.sessions","count":10,"iterated":10,"heldBytes":163840}],
             "sites":[{"site":"map[string]int main.sessions","type":"map[string]int","owner":"main.sessions",
               "maps":1,"count":10,"iterated":10,"heldBytes":163840}],
             "findings":[]}
            """;

    private final HttpFetcher fetcher = new HttpFetcher(HttpLimits.DEFAULT, Credentials.NONE);
    private final TestingServer server;

    ExporterSourceTest() throws IOException {
        server = new TestingServer(TestingServer.ok("application/json", CENSUS));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void readsTheCensusOfTheProgram() throws Exception {
        Census census = new ExporterSource(fetcher, server.url("")).look();
        assertThat(census.maps())
                .singleElement()
                .satisfies(map -> assertThat(map.heldBytes()).isEqualTo(163_840));
        assertThat(TestingPages.requestLines(server)).containsExactly("GET /debug/maps HTTP/1.1");
    }

    @Test
    void isAnExporterWhateverTheProgramSaysOfItself() throws Exception {
        Census census = new ExporterSource(fetcher, server.url("/elsewhere")).look();
        assertThat(census.target().source()).isEqualTo(SourceKind.EXPORTER);
        assertThat(census.target().name()).isEqualTo("checkout");
        assertThat(TestingPages.requestLines(server)).containsExactly("GET /elsewhere HTTP/1.1");
    }

    @Test
    void refusesWhatIsNoCensusWithOneLineAndReadsTheNext() throws Exception {
        ExporterSource source = new ExporterSource(fetcher, server.url(""));
        for (String text : new String[] {"", "[]", "{}", CENSUS.substring(0, 300), CENSUS.replace("v1", "v9")}) {
            server.answer(TestingServer.ok("application/json", text));
            assertThatExceptionOfType(SourceUnavailableException.class)
                    .isThrownBy(source::look)
                    .withMessageStartingWith("GET " + server.url("/debug/maps") + ": not a census: ")
                    .satisfies(e -> assertThat(e).message().hasLineCount(1))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(FailureReason.UNREADABLE));
        }
        server.answer(TestingServer.ok("application/json", CENSUS));
        assertThat(source.look().maps()).hasSize(1);
    }
}
