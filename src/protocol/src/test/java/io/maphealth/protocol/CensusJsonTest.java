package io.maphealth.protocol;

import static io.maphealth.protocol.Golden.golden;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CensusJsonTest {
    private static final int SEEDS = 200;

    static Stream<Arguments> goldenFiles() {
        return Stream.of(
                Arguments.of("census-small.json", TestingCensuses.small()),
                Arguments.of("census-typical.json", TestingCensuses.typical()),
                Arguments.of("census-every-field.json", TestingCensuses.everyField()),
                Arguments.of("census-unknown-figures.json", TestingCensuses.unknownFigures()),
                Arguments.of("census-all-findings.json", TestingCensuses.allFindings()));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void isWrittenAsTheGoldenFileAndReadBackAsItWas(String file, CensusDocument document) throws Exception {
        byte[] written = written(CensusWriter.indented(0), document);

        golden(file).mustBe(written);
        assertThat(read(written)).isEqualTo(document);
        assertThat(Schemas.problems(Schemas.CENSUS, written)).isEmpty();
    }

    @Test
    void whatHasChangedSinceAnEarlierLookIsWrittenAndNotRead() throws Exception {
        CensusDocument compared = TestingCensuses.compared();
        byte[] written = written(CensusWriter.indented(0), compared);

        golden("census-compared.json").mustBe(written);
        assertThat(Schemas.problems(Schemas.CENSUS, written)).isEmpty();
        assertThat(read(written)).isEqualTo(new CensusDocument(compared.census(), List.of()));
    }

    @Test
    void isReadBackAsItWasWhateverTheCensus() throws Exception {
        RandomCensus random = new RandomCensus(new SplittableRandom(20261121));
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] written = written(CensusWriter.compact(0), random.next());
            CensusDocument document = read(written);

            assertThat(Schemas.problems(Schemas.CENSUS, written)).isEmpty();
            assertThat(written(CensusWriter.compact(0), document)).isEqualTo(written);
            assertThat(read(written)).isEqualTo(document);
        }
    }

    @Test
    void isOneLineWhenCompact() throws IOException {
        String written =
                new String(written(CensusWriter.compact(0), TestingCensuses.allFindings()), StandardCharsets.UTF_8);

        assertThat(written).endsWith("}\n");
        assertThat(written.strip()).doesNotContain("\n");
    }

    @Test
    void cutsMapsAndSitesToTheTopButNeverSuspectsOrTotals() throws Exception {
        Census census = new RandomCensus(new SplittableRandom(7)).next().census();
        List<MapSnapshot> largest = census.maps().subList(0, 3);
        List<MapSnapshot> expected = Stream.concat(largest.stream(), census.suspects().stream())
                .distinct()
                .sorted(Comparator.comparingLong(MapSnapshot::heldBytes).reversed())
                .toList();

        Census cut = read(written(CensusWriter.compact(3), new CensusDocument(census, List.of())))
                .census();

        assertThat(cut.maps())
                .extracting(MapSnapshot::id)
                .containsExactlyElementsOf(
                        expected.stream().map(MapSnapshot::id).toList());
        assertThat(cut.sites()).hasSize(3);
        assertThat(cut.totals()).isEqualTo(census.totals());
        assertThat(expected).hasSizeGreaterThan(3).hasSizeLessThan(census.maps().size());
    }

    @Test
    void leavesTheStreamOpen() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        CensusWriter.compact(0).write(TestingCensuses.small(), new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        });

        assertThat(closed).isFalse();
    }

    private static byte[] written(CensusWriter writer, CensusDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(document, out);
        return out.toByteArray();
    }

    private static CensusDocument read(byte[] bytes) throws IOException, UnreadableDocumentException {
        return new CensusReader(ReadingBounds.CENSUS).read("test", new ByteArrayInputStream(bytes));
    }
}
