package io.maphealth.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Go program whose ten thousand global maps all grow, a real sidecar that reads its memory, and a real Prometheus
/// with our rules, which counts the series.
class CardinalityTest {
    private static final int SITES = 10_000;
    private static final int MOST = 21;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String PROGRAM = """
            package main

            import (
            	"bufio"
            	"fmt"
            	"os"
            	"runtime"
            	"sync"
            	"time"
            )

            var lock sync.Mutex

            func main() {
            	go func() {
            		for key := 0; ; key++ {
            			lock.Lock()
            			for _, m := range all {
            				if *m != nil {
            					(*m)[key] = key
            				}
            			}
            			lock.Unlock()
            			time.Sleep(200 * time.Millisecond)
            		}
            	}()
            	fmt.Println("READY")
            	questions := bufio.NewScanner(os.Stdin)
            	for questions.Scan() {
            		lock.Lock()
            		for _, m := range all[5:] {
            			*m = nil
            		}
            		lock.Unlock()
            		runtime.GC()
            		runtime.GC()
            		fmt.Println("left=5")
            	}
            }
            """;

    @Test
    void tenThousandSitesAreAtMostTwentyOneSeriesOfAMetricAndGoWhenTheyVanish(@TempDir Path folder) throws Exception {
        Path executable = GoToolchain.required("local").build(sources(folder));
        try (RunningProgram program = RunningProgram.start(new ProcessBuilder(executable.toString()));
                WatchedWorkload workload = WatchedWorkload.watch("many-sites", "payments", program, Map.of(), folder);
                Monitoring monitoring = Monitoring.start(
                        Monitoring.jobs(
                                "scrape_configs: [{job_name: sidecar, static_configs: [{targets: [\"%s\"], labels: {namespace: shop, workload: many-sites, pod: many-sites-1}}]}]"
                                        .formatted(workload.target())),
                        Files.readString(RuleFile.PATH).replaceAll("(?m)^    for: .*$", "    for: 2s"),
                        List.of(),
                        folder)) {
            // all of them leak
            eventually(() ->
                    assertThat(count(monitoring, "maphealth_finding_active")).isEqualTo(MOST));

            Map<String, Long> series = seriesOfMetrics(monitoring);
            System.out.printf("10,000 sites that leak are, in Prometheus: %s%n", series);
            assertThat(series)
                    .allSatisfy(
                            (metric, number) -> assertThat(number).as(metric).isLessThanOrEqualTo(MOST));
            assertThat(series).containsEntry("maphealth_site_held_bytes", 21L);
            // not every look walks every map
            assertThat(series.get("maphealth_site_entries")).isBetween(10L, 20L);
            assertThat(sum(monitoring, "maphealth_sites_dropped")).isGreaterThanOrEqualTo(SITES - 20L);
            eventually(() -> assertThat(count(monitoring, "ALERTS")).isBetween(1L, 2L * MOST));

            assertThat(program.ask("forget")).containsEntry("left", "5");
            double before = sum(monitoring, "maphealth_rounds_total");
            eventually(() -> assertThat(sitesOf(monitoring).stream().filter(site -> site.contains(" main.m")))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 5)
                            .mapToObj("map[int]int main.m%d"::formatted)
                            .toList()));
            System.out.printf(
                    "those that vanished are gone at most %.0f rounds later%n",
                    sum(monitoring, "maphealth_rounds_total") - before);
        }
    }

    private static Path sources(Path folder) throws IOException {
        Path program = Files.createDirectory(folder.resolve("many-sites"));
        Files.writeString(program.resolve("go.mod"), "module many.sites\n\ngo 1.21\n");
        Files.writeString(program.resolve("main.go"), PROGRAM);
        String maps = IntStream.range(0, SITES)
                .mapToObj("var m%d = map[int]int{}\n"::formatted)
                .collect(Collectors.joining("", "package main\n\n", ""));
        String all = IntStream.range(0, SITES)
                .mapToObj("&m%d,\n"::formatted)
                .collect(Collectors.joining("", "\nvar all = []*map[int]int{\n", "}\n"));
        Files.writeString(program.resolve("maps.go"), maps + all);
        return program;
    }

    private static Map<String, Long> seriesOfMetrics(Monitoring monitoring) throws IOException, InterruptedException {
        Map<String, Long> numbers = new TreeMap<>();
        for (JsonNode metric : monitoring.now("count by (__name__) ({job=\"sidecar\",__name__=~\"maphealth.*\"})")) {
            numbers.put(
                    metric.at("/metric/__name__").asText(),
                    metric.at("/value/1").asLong());
        }
        return numbers;
    }

    private static Set<String> sitesOf(Monitoring monitoring) throws IOException, InterruptedException {
        return StreamSupport.stream(monitoring.now("maphealth_site_held_bytes").spliterator(), false)
                .map(series -> series.at("/metric/site").asText())
                .collect(Collectors.toSet());
    }

    private static long count(Monitoring monitoring, String metric) throws IOException, InterruptedException {
        return monitoring.now(metric).size();
    }

    private static double sum(Monitoring monitoring, String metric) throws IOException, InterruptedException {
        double sum = 0;
        for (JsonNode series : monitoring.now(metric)) {
            sum += series.at("/value/1").asDouble();
        }
        return sum;
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1)).untilAsserted(assertion);
    }
}
