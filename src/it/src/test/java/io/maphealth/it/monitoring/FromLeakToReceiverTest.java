package io.maphealth.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.maphealth.it.monitoring.Receiver.Told;
import io.maphealth.testkit.Examples;
import io.maphealth.testkit.Program;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Real programs, sidecars, Prometheus and Alertmanager, one after the other: what leaks in a map reaches the team that
/// owns it. Two workloads leak, each of another team; a healthy one runs beside them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class FromLeakToReceiverTest {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SHOWN = Duration.ofMinutes(1);
    private static final Path PICTURES = Path.of("target/dashboards");

    private final List<AutoCloseable> started = new ArrayList<>();
    private final List<WatchedWorkload> workloads = new ArrayList<>();

    private Path folder;
    private Receiver receiver;
    private OperatorPage operator;
    private Monitoring monitoring;
    private Instant begun;

    @BeforeAll
    void startEverything(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Program.find("prometheus");
        Program.find("alertmanager");
        Optional<Path> go = GoToolchain.find();
        if (go.isEmpty()) {
            System.out.println("NOT RUN: from leak to receiver; there is no go command (install Go 1.21+)");
        }
        assumeTrue(go.isPresent(), "not run: there is no go command (install Go 1.21+)");
        GoToolchain toolchain = new GoToolchain(go.orElseThrow(), "local");
        receiver = keep(Receiver.start());
        operator = keep(OperatorPage.serve());
        begun = Instant.now();
        workloads.add(keep(WatchedWorkload.startGo(toolchain, "go-leak", "payments", folder)));
        workloads.add(keep(WatchedWorkload.startGo(toolchain, "go-healthy", "payments", folder)));
        workloads.add(keep(WatchedWorkload.startJava("jvm-leak", "discovery", folder)));
        Server alertmanager = keep(Alertmanager.ofTheExample(receiver.address(), folder));
        String rules = Files.readString(RuleFile.PATH).replaceAll("(?m)^    for: .*$", "    for: 2s");
        monitoring = keep(Monitoring.start(scraping(), rules, List.of(alertmanager), folder));
    }

    @AfterAll
    void endEverything() throws Exception {
        for (AutoCloseable each : started.reversed()) {
            each.close();
        }
    }

    @Test
    @Order(1)
    void theTeamThatOwnsAWorkloadHearsWhichMapOfItLeaks() {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> leak("payments", "go-leak").isPresent());
        Told told = leak("payments", "go-leak").orElseThrow();
        System.out.printf(
                "go-leak reached its team %d s after it began: %s%n",
                Duration.between(begun, Instant.now()).toSeconds(),
                told.annotations().get("description"));
        assertThat(told.label("namespace")).isEqualTo("shop");
        assertThat(told.label("team")).isEqualTo("payments");
        assertThat(told.label("site")).contains("main.Session");
        assertThat(told.annotations().get("description")).contains("shop/go-leak", "only ever grows");
    }

    @Test
    @Order(2)
    void anotherTeamHearsOfItsOwn() {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> alerts("discovery").contains("MapCountDrift"));
    }

    @Test
    @Order(3)
    void everyPanelOfEveryDashboardHasData() throws IOException, InterruptedException {
        // what is shown needs findings of every kind that the programs have
        await().atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        !monitoring.ask("maphealth_finding_ghost_bytes", SHOWN).isEmpty());
        Metrics exported = Metrics.exported();
        for (Dashboard dashboard : Dashboard.all()) {
            DashboardPicture picture = new DashboardPicture();
            for (Dashboard.Panel panel : dashboard.panels()) {
                List<JsonNode> answers = new ArrayList<>();
                for (Dashboard.Query query : panel.queries()) {
                    assertThat(exported.unknownIn(query.text())).isEmpty();
                    JsonNode answer = monitoring.ask(query.text(), SHOWN);
                    assertThat(answer)
                            .as("%s, %s: %s", dashboard.name(), panel.title(), query.text())
                            .isNotEmpty();
                    answers.add(answer);
                }
                picture.add(panel, answers);
            }
            picture.write(PICTURES.resolve(dashboard.name() + ".png"));
        }
    }

    @Test
    @Order(4)
    void panelsHaveUnitsAndTheirLinksLeadToRunbooks() throws IOException {
        Path runbooks = Examples.root().resolve("src/site/markdown/runbooks");
        for (Dashboard dashboard : Dashboard.all()) {
            assertThat(dashboard.panels())
                    .filteredOn(panel -> !panel.type().equals("annotations"))
                    .allSatisfy(panel -> assertThat(panel.unit()).isNotEmpty());
            for (Dashboard.Panel panel : dashboard.panels()) {
                for (String link : panel.links()) {
                    String page = link.substring(link.lastIndexOf('/') + 1).replace(".html", ".md");
                    assertThat(Files.exists(runbooks.resolve(page))).as(link).isTrue();
                }
            }
        }
    }

    @Test
    @Order(5)
    void promtoolFindsNoFaultInThePages() throws IOException, InterruptedException {
        Promtool promtool = new Promtool(folder);
        assertThat(promtool.complaints(operator.text())).isEmpty();
        for (WatchedWorkload workload : workloads) {
            assertThat(promtool.complaints(workload.sidecar().get("/metrics"))).isEmpty();
        }
    }

    @Test
    @Order(6)
    void aTeamHearsNothingOfOthersAndNobodyOfTheHealthyTwin() {
        assertThat(receiver.to("payments"))
                .allSatisfy(told -> assertThat(told.label("team")).isEqualTo("payments"));
        assertThat(receiver.to("discovery"))
                .allSatisfy(told -> assertThat(told.label("team")).isEqualTo("discovery"));
        assertThat(receiver.told())
                .filteredOn(told -> told.label("alertname").startsWith("Map"))
                .filteredOn(told -> !told.label("alertname").startsWith("Maphealth"))
                .noneMatch(told -> told.label("workload").equals("go-healthy"));
    }

    @Test
    @Order(7)
    void aTeamHearsThatItIsOver() {
        workloads.getFirst().program().close();
        await().atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> receiver.to("payments").stream()
                        .anyMatch(told -> told.status().equals("resolved")
                                && told.label("alertname").equals("MapLeakSuspected")
                                && told.label("workload").equals("go-leak")));
    }

    private List<JsonNode> scraping() {
        String targets = workloads.stream()
                .map(workload -> "{targets: [\"%s\"], labels: {namespace: shop, workload: %s, pod: %s-1}}"
                        .formatted(workload.target(), workload.name(), workload.name()))
                .collect(Collectors.joining(", "));
        return Monitoring.jobs("""
            scrape_configs:
              - job_name: maphealth-operator
                honor_labels: true
                metrics_path: /q/metrics
                static_configs: [{targets: ["%s"]}]
              - job_name: maphealth-sidecars
                static_configs: [%s]
            """.formatted(operator.target(), targets));
    }

    private Optional<Told> leak(String team, String workload) {
        return receiver.to(team).stream()
                .filter(told -> told.label("alertname").equals("MapLeakSuspected"))
                .filter(told -> told.label("workload").equals(workload))
                .filter(told -> told.status().equals("firing"))
                .findFirst();
    }

    private Set<String> alerts(String team) {
        return receiver.to(team).stream().map(told -> told.label("alertname")).collect(Collectors.toSet());
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.add(part);
        return part;
    }
}
