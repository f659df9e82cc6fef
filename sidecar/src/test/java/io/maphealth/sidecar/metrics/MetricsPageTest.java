package io.maphealth.sidecar.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.Finding;
import io.maphealth.core.GcCycles;
import io.maphealth.core.Growth;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.Verdict;
import io.maphealth.sidecar.GeneratedPage;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Judgement;
import io.maphealth.sidecar.source.FailureReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration TOOK = Duration.ofMillis(12);

    private final MetricsPage page = new MetricsPage("payments");

    @Test
    void showsTheFiguresOfASite() throws IOException {
        look(SourceKind.PROCESS_MEMORY, map("main.sessions", 1 << 20, 100));
        endRound();
        assertThat(lines())
                .contains(
                        "maphealth_site_maps{site=\"map[string]int main.sessions\",source=\"process-memory\"} 1.0",
                        "maphealth_site_entries{kind=\"count\",site=\"map[string]int main.sessions\",source=\"process-memory\"} 100.0",
                        "maphealth_site_entries{kind=\"iterated\",site=\"map[string]int main.sessions\",source=\"process-memory\"} 96.0",
                        "maphealth_site_drift_entries{site=\"map[string]int main.sessions\",source=\"process-memory\"} 4.0",
                        "maphealth_site_held_bytes{site=\"map[string]int main.sessions\",source=\"process-memory\"} 1048576.0",
                        "maphealth_site_needed_bytes{site=\"map[string]int main.sessions\",source=\"process-memory\"} 960.0",
                        "maphealth_rounds_total 1.0",
                        "maphealth_sites_dropped 0.0");
    }

    @Test
    void namesTwentySitesOfTenThousandAndAddsUpTheRest() throws IOException {
        look(SourceKind.PPROF, maps(10_000));
        endRound();
        List<String> held = series("maphealth_site_held_bytes");
        assertThat(held).hasSize(21);
        // sites hold 1 to 10000 bytes; the largest 20 are named
        assertThat(held).contains("maphealth_site_held_bytes{site=\"other\",source=\"pprof\"} 4.980519E7");
        assertThat(lines()).contains("maphealth_sites_dropped 9980.0");
    }

    @Test
    void entriesOfWhichASiteHasTwoSeriesAreThoseOfNineSitesAndTheRest() throws IOException {
        look(SourceKind.PROCESS_MEMORY, maps(10_000));
        endRound();
        assertThat(series("maphealth_site_entries")).hasSize(20);
        assertThat(lines())
                .contains(
                        "maphealth_site_entries{kind=\"count\",site=\"map[string]int main.map9992\",source=\"process-memory\"} 1.0",
                        "maphealth_site_entries{kind=\"count\",site=\"other\",source=\"process-memory\"} 9991.0");
    }

    @Test
    void noMetricHasMoreThanTwentyOneSeriesWhateverIsFoundByWhomever() throws IOException {
        for (SourceKind source : SourceKind.values()) {
            look(source, maps(10_000));
            page.on(new Happening.Judged(NOW, source, new Judgement(manyFindings(), List.of())));
        }
        endRound();
        Map<String, Long> series = lines().stream()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.groupingBy(line -> line.split("[{ ]", -1)[0], TreeMap::new, Collectors.counting()));
        assertThat(series)
                .allSatisfy((metric, number) -> assertThat(number).isLessThanOrEqualTo(21))
                .containsEntry("maphealth_site_held_bytes", 21L)
                .containsEntry("maphealth_site_entries", 20L)
                .containsEntry("maphealth_site_leak_score", 21L)
                .containsEntry("maphealth_finding_active", 21L);
    }

    @Test
    void dropsTheSeriesOfAVanishedSiteAfterThreeRounds() throws IOException {
        look(SourceKind.PPROF, map("main.gone", 5, 1), map("main.stays", 7, 1));
        endRound();
        for (int round = 0; round < 2; round++) {
            look(SourceKind.PPROF, map("main.stays", 7, 1));
            endRound();
            assertThat(series("maphealth_site_held_bytes")).hasSize(2);
        }
        look(SourceKind.PPROF, map("main.stays", 7, 1));
        endRound();
        assertThat(series("maphealth_site_held_bytes"))
                .containsExactly("maphealth_site_held_bytes{site=\"map[string]int main.stays\",source=\"pprof\"} 7.0");
        assertThat(series("maphealth_site_entries")).hasSize(2);
    }

    @Test
    void neverShowsAnAddress() throws IOException {
        look(SourceKind.HEAP_DUMP, map("Foo$$Lambda/0x00007f1234567800.cache", 5, 1));
        endRound();
        assertThat(lines()).noneMatch(line -> line.contains("7f1234567800"));
        assertThat(series("maphealth_site_held_bytes")).hasSize(1);
    }

    @Test
    void showsAFindingWhileItLasts() throws IOException {
        page.on(new Happening.Judged(NOW, SourceKind.PPROF, new Judgement(List.of(leak("main.sessions")), List.of())));
        endRound();
        assertThat(lines())
                .contains(
                        "maphealth_finding_active{finding=\"LeakGrowth\",severity=\"warning\",site=\"map[string]int"
                                + " main.sessions\",source=\"pprof\",team=\"payments\"} 1.0",
                        "maphealth_site_leak_score{site=\"map[string]int main.sessions\",source=\"pprof\"} 0.9");
        page.on(new Happening.Judged(NOW, SourceKind.PPROF, new Judgement(List.of(), List.of())));
        endRound();
        assertThat(series("maphealth_finding_active")).isEmpty();
        assertThat(series("maphealth_site_leak_score")).isEmpty();
    }

    @Test
    void saysHowBadAFindingIs() throws IOException {
        Site site = Site.of("map[string]int", "main.sessions");
        Verdict verdict = new Verdict(site, Optional.of("0xc000123000"), Severity.CRITICAL, 0.8, NOW);
        judged(new Finding.CountDrift(verdict, 10, 96, 4), new Finding.CountDrift(verdict, 10, 12, 1));
        endRound();
        assertThat(lines()).contains("maphealth_finding_drift_entries" + labels("CountDrift", "critical") + " 86.0");
        judged(new Finding.Residency(verdict, 4_096, 3));
        endRound();
        assertThat(series("maphealth_finding_drift_entries")).isEmpty();
        assertThat(lines()).contains("maphealth_finding_ghost_bytes" + labels("Residency", "critical") + " 4096.0");
    }

    @Test
    void namesTheMostUrgentOfManyFindings() throws IOException {
        List<Finding> many = new ArrayList<>(Stream.iterate(0, number -> number + 1)
                .limit(30)
                .map(number -> leak("main.map" + number))
                .toList());
        Site worst = Site.of("map[string]int", "main.worst");
        many.add(new Finding.Residency(new Verdict(worst, Optional.empty(), Severity.CRITICAL, 0.8, NOW), 4_096, 3));
        judged(many.toArray(Finding[]::new));
        endRound();
        assertThat(series("maphealth_finding_ghost_bytes"))
                .hasSize(1)
                .first()
                .asString()
                .contains("main.worst");
    }

    @Test
    void boundsTheSeriesOfFindings() throws IOException {
        List<Finding> many = Stream.iterate(0, number -> number + 1)
                .limit(1_000)
                .map(number -> leak("main.map" + number))
                .toList();
        page.on(new Happening.Judged(NOW, SourceKind.PPROF, new Judgement(many, List.of())));
        endRound();
        assertThat(series("maphealth_finding_active")).hasSize(21);
    }

    @Test
    void countsFailuresByReason() throws IOException {
        page.on(new Happening.LookFailed(NOW, SourceKind.PPROF, FailureReason.TIMEOUT, TOOK));
        page.on(new Happening.LookFailed(NOW, SourceKind.PPROF, FailureReason.TIMEOUT, TOOK));
        assertThat(lines())
                .contains(
                        "maphealth_source_failures_total{reason=\"timeout\",source=\"pprof\"} 2.0",
                        "maphealth_source_up{source=\"pprof\"} 0.0");
    }

    @Test
    void pleasesPromtool() throws IOException, InterruptedException {
        Promtool promtool = Promtool.required();
        everything();
        assertThat(promtool.complaints(text())).isEmpty();
    }

    @Test
    void isDescribedByTheReferencePage() throws IOException {
        everything();
        List<String> exposed = lines().stream()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.substring("# TYPE ".length()))
                .filter(line -> !line.endsWith("_max gauge"))
                .toList();
        assertThat(exposed)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Metric.values())
                        .map(metric ->
                                metric.exposedName() + " " + metric.type().label())
                        .toList());
        GeneratedPage.reference("metrics.md")
                .mustBe(HEAD
                        + Stream.of(Metric.values()).map(MetricsPageTest::row).collect(Collectors.joining()));
    }

    private static final String HEAD = """
            # Metrics of the sidecar

            Served at `/metrics` on `MAPHEALTH_HTTP_PORT`. However many sites, findings and sources there are, no metric
            has more than 21 series in a container: over all sources at most 20 sites have series of their own (those that
            hold most), the others of each source are added up as the site `other`. `maphealth_site_entries` has two
            series a site (`kind` is `count` or `iterated`), and so names at most nine where others are added up. Of
            findings, the most urgent have the names of their sites; those beyond them are told under `other`, one for
            each source, kind and severity. A site that a source no longer finds keeps its last figures for two more looks
            and goes with the third. What a source cannot know has no series. No label ever holds an address. A summary
            also has a gauge that ends in `_max`.

            | metric | type | labels | meaning |
            | --- | --- | --- | --- |
            """;

    private static String row(Metric metric) {
        String labels = metric.labels().isEmpty() ? "" : "`" + metric.labels().replace(", ", "`, `") + "`";
        return "| `%s` | %s | %s | %s |\n"
                .formatted(metric.exposedName(), metric.type().label(), labels, metric.meaning());
    }

    private static String labels(String finding, String severity) {
        return "{finding=\"%s\",severity=\"%s\",site=\"map[string]int main.sessions\",source=\"pprof\",team=\"payments\"}"
                .formatted(finding, severity);
    }

    private void judged(Finding... findings) {
        page.on(new Happening.Judged(NOW, SourceKind.PPROF, new Judgement(List.of(findings), List.of())));
    }

    /// A finding of each kind.
    private static Finding[] findings() {
        return findings(
                new Verdict(Site.of("map[string]int", "main.sessions"), Optional.empty(), Severity.WARNING, 0.8, NOW));
    }

    private static Finding[] findings(Verdict verdict) {
        return new Finding[] {
            leak(verdict),
            new Finding.CountDrift(verdict, 10, 96, 4),
            new Finding.GhostMemory(verdict, 10, 1, OptionalLong.empty(), PeakEvidence.NONE),
            new Finding.Residency(verdict, 10, 3),
            new Finding.Collision(verdict, 90, 7, 100),
            new Finding.GrowthStalled(verdict, new Growth(1, 2), 5, 10),
            new Finding.BrokenContract(verdict, Finding.Breach.MUTATED_KEY, 3, 10)
        };
    }

    /// Of each kind a thousand, each with every severity.
    private static List<Finding> manyFindings() {
        return Stream.iterate(0, number -> number + 1)
                .limit(1_000)
                .flatMap(number -> Stream.of(Severity.values())
                        .map(severity -> new Verdict(
                                Site.of("map[string]int", "main.map" + number), Optional.empty(), severity, 0.8, NOW)))
                .flatMap(verdict -> Stream.of(findings(verdict)))
                .toList();
    }

    private void everything() {
        look(SourceKind.PPROF, maps(25));
        page.on(new Happening.LookFailed(NOW, SourceKind.EXPORTER, FailureReason.UNREACHABLE, TOOK));
        judged(findings());
        endRound();
    }

    private void look(SourceKind source, MapSnapshot... maps) {
        Target target = new Target(TargetRuntime.GO, Optional.empty(), source, OptionalLong.empty(), "checkout");
        CensusBuilder census = new CensusBuilder(target, 0);
        for (MapSnapshot map : maps) {
            census.add(map);
        }
        census.gc(new GcCycles(7, Optional.empty(), Optional.empty()));
        census.paused(Duration.ofMillis(3));
        Census built = census.build(NOW, TOOK);
        page.on(new Happening.Looked(NOW, source, built, TOOK));
    }

    private static MapSnapshot[] maps(int number) {
        return Stream.iterate(1, held -> held + 1)
                .limit(number)
                .map(held -> map("main.map" + held, held, 1))
                .toArray(MapSnapshot[]::new);
    }

    private static MapSnapshot map(String owner, long heldBytes, long count) {
        return MapSnapshot.builder("0xc000123000", Site.of("map[string]int", owner), "go-swiss")
                .count(count)
                .iterated(count - count / 25)
                .heldBytes(heldBytes)
                .neededBytes(960)
                .build();
    }

    private static Finding leak(String owner) {
        return leak(new Verdict(Site.of("map[string]int", owner), Optional.empty(), Severity.WARNING, 0.8, NOW));
    }

    private static Finding leak(Verdict verdict) {
        return new Finding.LeakGrowth(
                verdict,
                0.9,
                Finding.LeakShape.ENTRIES,
                OptionalDouble.of(100),
                1_000,
                Optional.of(Duration.ofHours(3)));
    }

    private void endRound() {
        page.on(new Happening.RoundEnded(NOW, 1, TOOK, 0));
    }

    private List<String> series(String name) throws IOException {
        return lines().stream().filter(line -> line.startsWith(name + "{")).toList();
    }

    private List<String> lines() throws IOException {
        return text().lines().toList();
    }

    private String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        page.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
