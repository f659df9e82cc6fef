package io.maphealth.protocol;

import static io.maphealth.protocol.Golden.golden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.protocol.ReportedFinding.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportJsonTest {
    private static final int SEEDS = 100;
    private static final int CORRUPTIONS = 1000;

    static Stream<Arguments> goldenFiles() {
        return Stream.of(
                Arguments.of("report-nothing-seen.json", nothingSeen()),
                Arguments.of("report-every-field.json", everyField(TestingCensuses.everyField())));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void isWrittenAsTheGoldenFileAndReadBackAsItWas(String file, Report report) throws Exception {
        byte[] written = written(report);

        golden(file).mustBe(written);
        assertThat(read(written)).isEqualTo(report);
        assertThat(Schemas.problems(Schemas.REPORT, written)).isEmpty();
    }

    @Test
    void isReadBackAsItWasWhateverWasSeen() throws Exception {
        RandomCensus random = new RandomCensus(new SplittableRandom(42));
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] written = written(everyField(random.next()));

            assertThat(Schemas.problems(Schemas.REPORT, written)).isEmpty();
            assertThat(written(read(written))).isEqualTo(written);
        }
    }

    @Test
    void cutsSitesAndSaysHowManyWereDropped() {
        Look look = Look.of(TestingCensuses.typical().census(), 1);

        assertThat(look.census().sites())
                .containsExactly(TestingCensuses.typical().census().sites().getFirst());
        assertThat(look.census().maps()).isEmpty();
        assertThat(look.droppedSites()).isOne();
        assertThat(look.census().totals())
                .isEqualTo(TestingCensuses.typical().census().totals());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report/v1 | report/v9 | expected maphealth.report/v1, found \"maphealth.report/v9\"",
                "\"level\": 2 | \"level\": 4 | /level (line 14, column 12): expected 1, 2 or 3, found 4",
                "\"round\": 17 | \"round\": -1 | /round (line 15, column 12): expected 0 or more, found -1",
                "\"opened\" | \"closed\" | expected one of opened, ongoing, changed, ended, found \"closed\"",
                "\"pod\" | \"pot\" | /reporter/pod (line 6, column 15): expected a string, found nothing",
                "\"droppedSites\" | \"dropped\" | /looks/0/droppedSites",
            })
    void refusesWithPlaceAndReason(String good, String bad, String message) throws IOException {
        String report = new String(golden("report-every-field.json").bytes(), StandardCharsets.UTF_8);
        assertThat(report).contains(good);

        assertThatThrownBy(() -> read(report.replace(good, bad).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesMoreThanItsBounds() throws IOException {
        byte[] report = written(everyField(TestingCensuses.everyField()));

        assertThatThrownBy(() -> read(report, new ReadingBounds(1 << 20, 0, 0, 99)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("/looks/0/sites/0 (line 52, column 9)")
                .hasMessageContaining("expected at most 0 elements, found more");
        assertThatThrownBy(() -> read(report, new ReadingBounds(1 << 20, 0, 9, 3)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("expected at most 3 elements, found more");
    }

    @Test
    void refusesEveryPrefix() throws IOException {
        byte[] whole = golden("report-every-field.json").bytes();
        for (int length = 0; length < whole.length - 2; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(prefix)).isExactlyInstanceOf(UnreadableDocumentException.class);
        }
    }

    @Test
    void readsOrRefusesEveryCorruption() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        byte[] whole = golden("report-every-field.json").bytes();
        int refused = 0;
        for (int corruption = 0; corruption < CORRUPTIONS; corruption++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                read(bytes);
            } catch (UnreadableDocumentException _) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(CORRUPTIONS / 4);
    }

    private static Report nothingSeen() {
        Reporter reporter =
                new Reporter("default", "worker-0", Optional.empty(), "app", Optional.empty(), Optional.empty());
        return new Report(
                "0.1.0",
                TestingCensuses.NOON,
                TestingCensuses.NOON.plusSeconds(30),
                reporter,
                1,
                1,
                Duration.ofSeconds(30),
                List.of(),
                List.of(),
                List.of());
    }

    private static Report everyField(CensusDocument seen) {
        Reporter reporter = new Reporter(
                "shop",
                "checkout-7d9f-x2x",
                Optional.of("5f2b9a3e"),
                "app",
                Optional.of("Deployment"),
                Optional.of("checkout"));
        SourceFailure failure = new SourceFailure(
                SourceKind.PPROF,
                "timeout",
                "GET http://127.0.0.1:6060/debug/pprof/heap: no complete answer in 5 s",
                3,
                TestingCensuses.NOON.minusSeconds(90));
        return new Report(
                "0.1.0",
                TestingCensuses.NOON.minusSeconds(510),
                TestingCensuses.NOON,
                reporter,
                2,
                17,
                Duration.ofSeconds(30),
                List.of(Look.of(seen.census(), 100)),
                reported(TestingCensuses.findings()),
                List.of(failure));
    }

    private static List<ReportedFinding> reported(List<Finding> findings) {
        List<ReportedFinding> reported = new ArrayList<>();
        State[] states = State.values();
        for (Finding finding : findings) {
            reported.add(new ReportedFinding(finding, states[reported.size() % states.length], TestingCensuses.NOON));
        }
        return reported;
    }

    private static byte[] written(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.indented().write(report, out);
        return out.toByteArray();
    }

    private static Report read(byte[] bytes) throws IOException, UnreadableDocumentException {
        return read(bytes, ReadingBounds.REPORT);
    }

    private static Report read(byte[] bytes, ReadingBounds bounds) throws IOException, UnreadableDocumentException {
        return new ReportReader(bounds).read("test", new ByteArrayInputStream(bytes));
    }
}
