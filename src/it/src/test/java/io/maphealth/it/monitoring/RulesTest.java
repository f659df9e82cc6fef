package io.maphealth.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maphealth.core.Finding;
import io.maphealth.testkit.Examples;
import io.maphealth.testkit.Program;
import io.maphealth.testkit.Program.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
    private static final Path DEPLOY = Examples.root().resolve("deploy");
    private static final Path CASES = DEPLOY.resolve("prometheus/maphealth-rules-test.yaml");
    private static final Path RUNBOOKS = Examples.root().resolve("src/site/markdown/runbooks");

    @TempDir
    private Path folder;

    @Test
    void everythingUnderDeployIsWhatTheChartRenders() throws IOException, InterruptedException {
        Program.find("helm");
        Said said = Program.run(List.of(DEPLOY.resolve("render").toString(), folder.toString()), folder);
        assertThat(said.status()).as(said.text()).isZero();
        for (Path file : filesOf(folder)) {
            assertThat(DEPLOY.resolve(folder.relativize(file)))
                    .as("deploy/render writes it again")
                    .hasSameTextualContentAs(file);
        }
    }

    @Test
    void promtoolFindsNoFault() throws IOException, InterruptedException {
        Said said = Program.find("promtool").run(folder, "check", "rules", RuleFile.PATH.toString());
        assertThat(said.status()).as(said.text()).isZero();
    }

    @Test
    void alertsFireAndRecoverAsTheCasesSay() throws IOException, InterruptedException {
        Said said = Program.find("promtool").run(folder, "test", "rules", CASES.toString());
        assertThat(said.status()).as(said.text()).isZero();
    }

    @Test
    void everyAlertHasACaseInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
        assertThat(alertsOfCases(expected -> !expected.isEmpty())).isEqualTo(names());
        assertThat(alertsOfCases(JsonNode::isEmpty)).isEqualTo(names());
    }

    @Test
    void everyAlertSaysWhatWhereHowBadAndWhoseItIs() throws IOException {
        assertThat(RuleFile.read().alerts()).allSatisfy(rule -> {
            assertThat(rule.labels()).containsKeys("severity", "team");
            assertThat(rule.expr().contains("namespace") || rule.labels().containsKey("namespace"))
                    .isTrue();
            assertThat(rule.lasting()).isPresent();
            assertThat(rule.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
            assertThat(rule.annotations().get("summary")).endsWith(".").doesNotContain("{{");
            if (!rule.expr().startsWith("absent")) {
                assertThat(rule.annotations().get("description")).contains("$value");
            }
        });
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
        assertThat(RuleFile.read().alerts())
                .allSatisfy(rule -> assertThat(rule.annotations().get("runbook_url"))
                        .endsWith("/" + rule.alert().orElseThrow() + ".html"));
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
        for (Path page : filesOf(RUNBOOKS)) {
            assertThat(page)
                    .content()
                    .contains("## What it means", "## How to confirm it", "## What to do", "## How to silence it");
        }
    }

    @Test
    void everyKindOfFindingHasAnAlert() throws IOException {
        String all = RuleFile.read().alerts().stream().map(RuleFile.Rule::expr).collect(Collectors.joining());
        assertThat(Arrays.stream(Finding.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(all).contains("finding=\"" + kind + "\""));
    }

    @Test
    void rulesAskForNothingThatNobodyExports() throws IOException {
        Metrics exported = Metrics.exported();
        assertThat(RuleFile.read().rules())
                .allSatisfy(rule -> assertThat(exported.unknownIn(rule.expr())).isEmpty());
    }

    @Test
    void recordedNamesSayLevelMetricAndOperation() throws IOException {
        assertThat(RuleFile.read().rules())
                .filteredOn(rule -> rule.record().isPresent())
                .isNotEmpty()
                .allSatisfy(
                        rule -> assertThat(rule.record().orElseThrow()).matches("[a-z_]+:maphealth_[a-z_]+:[a-z0-9]+"));
    }

    private static Set<String> names() throws IOException {
        return RuleFile.read().alerts().stream()
                .map(rule -> rule.alert().orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> alertsOfCases(Predicate<JsonNode> wanted) throws IOException {
        Set<String> alerts = new TreeSet<>();
        for (JsonNode each : RuleFile.yaml(CASES).path("tests")) {
            for (JsonNode question : each.path("alert_rule_test")) {
                if (wanted.test(question.path("exp_alerts"))) {
                    alerts.add(question.path("alertname").asText());
                }
            }
        }
        return alerts;
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
