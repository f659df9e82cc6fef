package io.maphealth.sidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.protocol.CensusDocument;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextReportTest {
    static Stream<CensusDocument> shapes() {
        return Stream.of(
                TestingReports.shop(),
                TestingReports.noFindings(),
                TestingReports.oneMap(),
                TestingReports.incomplete(),
                TestingReports.hostile());
    }

    @Test
    void saysInItsFirstTenLinesWhatIsWrong() {
        assertThat(lines(TestingReports.shop()).subList(0, 10))
                .startsWith(
                        "io.example.shop.Checkout: JVM 25.0.3, pid 4711, process memory, 2026-11-21 12:00:00 UTC, read in"
                                + " 1.8 s, not paused",
                        "63 maps hold 65 MB and need 47 MB: rebuilding would free up to 18 MB (28 %)",
                        "3 findings: 1 critical, 2 warning")
                .anyMatch(line -> line.startsWith("  critical LeakGrowth "))
                .anyMatch(line -> line.startsWith("  warning  GhostMemory "))
                .anyMatch(line -> line.startsWith("  warning  CountDrift "));
    }

    @Test
    void listsTheLargestSitesAndMapsWithTheirFigures() {
        assertThat(lines(TestingReports.shop()))
                .contains(
                        "CartStore.carts  HashMap                                    1         412         412      17"
                                + " MB      17 kB      17 MB")
                .contains(
                        "MeterRegistry.meterMap  ConcurrentHashMap                63 %      81,920      81,920     4.5"
                                + " MB     3.1 MB     1.3 MB");
    }

    @Test
    void tellsWhatChangedSinceAnEarlierLookBySite() {
        assertThat(lines(TestingReports.sinceHealthy()))
                .anyMatch(line -> line.matches("Since 2 hours before: .* more \\(.* to 65 MB\\), 4 new sites, 0 gone"))
                .anyMatch(
                        line -> line.matches("new: CartStore.carts  HashMap +\\+1 +\\+412 +\\+17 MB +0 bytes +17 MB"));
    }

    @Test
    void cutsTheTablesToTheTop() {
        assertThat(new TextReport(1).of(TestingReports.shop()).lines().filter(line -> line.contains("  HashMap  ")))
                .hasSize(2);
    }

    @Test
    void saysThatSomethingWasNotReadAndPutsADashForWhatIsNotKnown() {
        assertThat(lines(TestingReports.incomplete()))
                .contains("INCOMPLETE: 12 samples have no frame with a name: the binary is stripped")
                .contains("Maps hold 63 MB; this source cannot tell how much they need")
                .anyMatch(line -> line.matches("example.com/checkout/cart.*Add  map +– +– +– +48 MB +– +–"));
    }

    @Test
    void doesNotSayThatADumpDidNotPauseItsTarget() {
        assertThat(lines(TestingReports.hostile()).subList(0, 2)).noneMatch(line -> line.contains("paused"));
        assertThat(lines(TestingReports.shop()).getFirst()).endsWith(", not paused");
    }

    @Test
    void saysThatNothingWasFound() {
        assertThat(lines(TestingReports.noFindings())).contains("No findings.");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void fitsATerminalWhateverTheNames(CensusDocument document) {
        assertThat(lines(document))
                .allSatisfy(line ->
                        assertThat(line).hasSizeLessThanOrEqualTo(118).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]"));
    }

    private static List<String> lines(CensusDocument document) {
        return new TextReport(12).of(document).lines().toList();
    }
}
