package io.maphealth.protocol;

import static io.maphealth.protocol.Golden.golden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CensusReaderTest {
    private static final int CORRUPTIONS = 1000;
    private static final String MAP = """
            {"id":"1","type":"t","kind":"k","site":"s","heldBytes":5%s}""";
    private static final String CENSUS = """
            {"schema":"maphealth.census/v1","takenAt":"2026-11-21T12:00:00Z",
            "target":{"runtime":"go","source":"exporter","name":"shop"},
            "complete":true,"durationMillis":1,"pauseMillis":0,"totals":{"heldBytes":5},"maps":[%s]%s}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"maphealth.census/v1\" | \"maphealth.census/v2\" | /schema (line 1, column 11): expected maphealth.census/v1, found \"maphealth.census/v2\"",
                "\"schema\":\"maphealth.census/v1\", | `` | /schema (line 1, column 1): expected a string, found nothing",
                "\"takenAt\" | \"taken\" | /takenAt (line 1, column 1): expected a time such as 2026-11-21T12:00:00Z, found nothing",
                "2026-11-21T | 2026-13-21T | /takenAt (line 1, column 43): expected a time such as 2026-11-21T12:00:00Z, found \"2026-13-21T12:00:00Z\"",
                "\"go\" | \"rust\" | /target/runtime (line 2, column 21): expected one of go, jvm, python, found \"rust\"",
                "\"heldBytes\":5} | \"heldBytes\":-5} | /totals/heldBytes (line 3, column 74): expected 0 or more, found -5",
                "\"heldBytes\":5} | \"heldBytes\":\"5\"} | /totals/heldBytes (line 3, column 74): expected a whole number, found \"5\"",
                "\"heldBytes\":5} | \"heldBytes\":5.5} | /totals/heldBytes (line 3, column 74): expected a whole number, found 5.5",
                "\"heldBytes\":5} | \"heldBytes\":99999999999999999999} | /totals/heldBytes (line 3, column 74): expected a whole number of at most 64 bits, found 99999999999999999999",
                "\"heldBytes\":5} | \"heldBytes\":null} | /totals/heldBytes (line 3, column 74): expected a whole number, found null",
                "\"totals\":{\"heldBytes\":5} | \"totals\":[] | /totals (line 3, column 61): expected an object, found an array",
                "\"complete\":true | \"complete\":1 | /complete (line 3, column 12): expected true or false, found 1",
                "\"complete\":true | \"complete\":false | /incompleteReason (line 1, column 1): expected a reason where complete is false, found nothing",
                "\"complete\":true | \"complete\":true,\"incompleteReason\":\"why\" | /incompleteReason (line 3, column 36): expected null where complete is true, found \"why\"",
                "\"complete\":true | \"complete\":true,\"complete\":true | /complete (line 3, column 27): Duplicate field 'complete'",
                "\"maps\":[] | \"maps\":{} | /maps (line 3, column 84): expected an array, found {",
                "\"maps\":[] | \"maps\":[1] | /maps/0 (line 3, column 85): expected an object, found 1",
            })
    void refusesWithPlaceAndReason(String good, String bad, String message) {
        String census = CENSUS.formatted("", "");
        assertThat(census).contains(good);

        assertThatThrownBy(() -> read(census.replace(good, bad)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("test: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"heldBytes\":6 | Duplicate field 'heldBytes'",
                ",\"neededBytes\":-1 | /maps/0/neededBytes (line 4, column 72): expected 0 or more, found -1",
                ",\"count\":\"many\" | expected a whole number, found \"many\"",
                ",\"owner\":7 | /maps/0/owner (line 4, column 66): expected a string, found 7",
                ",\"growthMoved\":1 | /maps/0/growthTotal (line 4, column 1): expected a whole number, found nothing",
                ",\"peakEvidence\":\"hearsay\" | expected one of none, capacity, modifications, tombstones",
            })
    void refusesAMapWithPlaceAndReason(String field, String message) {
        assertThatThrownBy(() -> read(CENSUS.formatted("\n" + MAP.formatted(field), "")))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"findings\":[{\"kind\":\"Gremlins\",\"severity\":\"info\",\"confidence\":1,\"site\":\"s\",\"evidence\":{}}]",
                ",\"findings\":[{\"kind\":\"Residency\",\"severity\":\"info\",\"confidence\":1.5,\"site\":\"s\",\"evidence\":{}}]",
                ",\"findings\":[{\"kind\":\"Residency\",\"severity\":\"info\",\"confidence\":1,\"site\":\"s\",\"evidence\":{\"gcCycles\":2}}]",
                ",\"sites\":[{\"site\":\"s\",\"type\":\"t\",\"heldBytes\":1,\"keySurvival\":2}]",
                ",\"sites\":[{\"site\":\"s\",\"type\":\"t\",\"heldBytes\":1,\"samplingError\":1e999}]",
                "} {",
                "} 1",
                "// comment",
                ",\"a\":NaN",
                ",\"a\":01",
            })
    void refusesWhatIsNoCensus(String tail) {
        assertThatThrownBy(() -> read(CENSUS.formatted("", tail))).isInstanceOf(UnreadableDocumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "<!DOCTYPE html><html>", "\ufeff{}", "{", "\"{}\""})
    void refusesWhatIsNoObject(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableDocumentException.class);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] latin = CENSUS.formatted("", ",\"name\":\"caf\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(latin))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("expected UTF-8");
    }

    @Test
    void ignoresWhatALaterVersionMayAdd() throws Exception {
        String later = ",\"more\":{\"deep\":[{\"er\":[1,\"two\",null]}]},\"mood\":\"fine\"";

        CensusDocument read = read(CENSUS.formatted(MAP.formatted(later), later));

        assertThat(read).isEqualTo(read(CENSUS.formatted(MAP.formatted(""), "")));
    }

    @Test
    void ignoresWhatFollowsFromOtherFields() throws Exception {
        String derived = ",\"count\":9,\"iterated\":9,\"drift\":\"none\",\"allowedDrift\":-1,\"growing\":true";

        assertThat(read(CENSUS.formatted(MAP.formatted(derived), "")).census().maps())
                .singleElement()
                .satisfies(map -> {
                    assertThat(map.drift()).hasValue(0);
                    assertThat(map.growth()).isEmpty();
                });
    }

    @Test
    void takesTheTimeOfTheLookForAFindingThatDoesNotSaySinceWhen() throws Exception {
        String finding = """
                ,"findings":[{"kind":"Residency","severity":"info","confidence":1,"site":"s",
                "evidence":{"ghostBytes":3,"gcCycles":4}}]""";

        assertThat(read(CENSUS.formatted("", finding)).findings())
                .singleElement()
                .satisfies(found -> assertThat(found.verdict().since()).isEqualTo(TestingCensuses.NOON));
    }

    @Test
    void tellsSuspectsFromTheOtherMaps() throws Exception {
        String drifted = MAP.formatted(",\"count\":100,\"iterated\":10");

        CensusDocument read = read(CENSUS.formatted(MAP.formatted("") + "," + drifted, ""));

        assertThat(read.census().maps()).hasSize(2);
        assertThat(read.census().suspects())
                .containsExactly(read.census().maps().get(1));
    }

    @Test
    void refusesMoreThanItsBounds() {
        ReadingBounds two = new ReadingBounds(1 << 20, 2, 2, 2);
        String map = MAP.formatted("");
        String fields =
                IntStream.range(0, 101).mapToObj(",\"f%d\":1"::formatted).collect(Collectors.joining());

        assertRefused(
                two, CENSUS.formatted(map + "," + map + "," + map, ""), "expected at most 2 elements, found more");
        assertRefused(two, CENSUS.formatted("", ",\"x\":" + "[".repeat(30) + "]".repeat(30)), "nesting depth");
        assertRefused(two, CENSUS.formatted("", ",\"x\":\"" + "y".repeat(9000) + '"'), "String value length");
        assertRefused(two, CENSUS.formatted("", ",\"" + "y".repeat(300) + "\":1"), "Name length");
        assertRefused(two, CENSUS.formatted("", ",\"x\":1" + "0".repeat(99)), "Number value length");
        assertRefused(two, CENSUS.formatted("", fields), "expected at most 100 fields, found more");
    }

    @Test
    void stopsReadingAnEndlessDocumentAtItsBound() {
        EndlessArray endless = new EndlessArray();

        assertThatThrownBy(() -> new CensusReader(new ReadingBounds(1 << 20, 10, 10, 10)).read("test", endless))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("Document length");
        assertThat(endless.served).isLessThan(2 << 20);
    }

    @Test
    void passesOnThatTheStreamFailed() {
        InputStream failing = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> new CensusReader(ReadingBounds.CENSUS).read("test", failing))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @Test
    void keepsItsMessageToOneLineWhateverTheOtherSideSends() {
        String hostile = "\\n\\u001b[31m\\u2028" + "x".repeat(3000);

        assertThatThrownBy(() -> read(CENSUS.replace("maphealth.census/v1", hostile)))
                .isInstanceOf(UnreadableDocumentException.class)
                .satisfies(e ->
                        assertThat(e.getMessage()).hasSizeLessThan(700).doesNotContainPattern("[\\p{Cntrl}\\u2028]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"census-every-field.json", "census-all-findings.json"})
    void refusesEveryPrefix(String file) throws Exception {
        byte[] whole = golden(file).bytes();
        for (int length = 0; length < whole.length - 2; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(prefix)).isExactlyInstanceOf(UnreadableDocumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"census-every-field.json", "census-all-findings.json"})
    void readsOrRefusesEveryCorruption(String file) throws Exception {
        SplittableRandom random = new SplittableRandom(file.hashCode());
        byte[] whole = golden(file).bytes();
        int refused = 0;
        for (int corruption = 0; corruption < CORRUPTIONS; corruption++) {
            byte[] bytes = whole.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                read(bytes);
            } catch (UnreadableDocumentException _) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(CORRUPTIONS / 2);
    }

    private static void assertRefused(ReadingBounds bounds, String text, String message) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new CensusReader(bounds).read("test", in))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining(message);
    }

    private static CensusDocument read(String text) throws IOException, UnreadableDocumentException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CensusDocument read(byte[] bytes) throws IOException, UnreadableDocumentException {
        return new CensusReader(ReadingBounds.CENSUS).read("test", new ByteArrayInputStream(bytes));
    }

    /// `{"x":[0,0,0,...` without an end.
    private static final class EndlessArray extends FilterInputStream {
        private static final byte[] HEAD = "{\"x\": [0".getBytes(StandardCharsets.UTF_8);
        private static final byte[] MORE = ",0".repeat(512).getBytes(StandardCharsets.UTF_8);
        private long served;

        private EndlessArray() {
            super(InputStream.nullInputStream());
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            byte[] part = served == 0 ? HEAD : MORE;
            int given = Math.min(length, part.length) / 2 * 2;
            System.arraycopy(part, 0, to, offset, given);
            served += given;
            return given;
        }
    }
}
