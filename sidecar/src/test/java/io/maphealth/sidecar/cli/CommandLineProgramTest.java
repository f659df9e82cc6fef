package io.maphealth.sidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.CensusBuilder;
import io.maphealth.core.Finding;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.Verdict;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.sidecar.GeneratedPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineProgramTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = terminal(Map.of());

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | which command? there is heap, go, jvm, dump, watch, attach, sidecar; see maphealth --help",
                "heap | Missing required parameter: 'FILE'; see maphealth heap --help",
                "heap x.hprof --top many | Invalid value for option '--top': 'many' is not an int; see maphealth heap --help",
                "go | which program? give --pid, --core or --pprof; see maphealth go --help",
                "go --pid 1 --pprof http://a | Error: --pid=N, --pprof=URL are mutually exclusive (specify only one); see"
                        + " maphealth go --help",
                "go --core a.core | --core and --exe belong together; see maphealth go --help",
                "go --pid 1 --exe server | --core and --exe belong together; see maphealth go --help",
                "watch | whom? give --pid=N or --url=URL; see maphealth watch --help",
                "watch --pid 1 --url http://a | Error: --pid=N, --url=URL are mutually exclusive (specify only one); see"
                        + " maphealth watch --help",
                "watch --pid 0 | TARGET_PID is \"0\"; allowed is a whole number from 1 to 4194304; see maphealth watch --help",
                "watch --pid 1 --interval soon | Invalid value for option '--interval': 'soon' is no time such as 30s, 5m or"
                        + " 1h; see maphealth watch --help",
                "watch --url ftp://a | MAPHEALTH_PPROF_URL is \"ftp://a\"; allowed is an http or https URL without user and"
                        + " password, such as http://127.0.0.1:6060/debug/pprof; see maphealth watch --help",
                "dump --pid 1 | Missing required option: '--out=FILE'; see maphealth dump --help",
                "dance | Unmatched argument at index 0: 'dance'; see maphealth --help",
            })
    void saysInOneLineWhatIsWrongWithTheUsage(String arguments, String line) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("maphealth: " + line + "\n");
    }

    @Test
    void saysInOneLineWhyAFileCannotBeRead() throws IOException {
        Path missing = folder.resolve("missing.hprof");
        assertThat(run("heap", missing.toString())).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("maphealth: missing.hprof: ");
    }

    @Test
    void saysInOneLineThatStandardInputIsNoDump() {
        assertThat(run("heap", "-", "--temp", folder.toString())).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("reading standard input: by a temporary file in " + folder
                        + "\nmaphealth: standard input: header at byte 0: the file ends within\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysInOneLineThatATemporaryFolderIsNone() {
        Path missing = folder.resolve("missing");
        assertThat(run("heap", "-", "--temp", missing.toString())).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("maphealth: standard input: no temporary file can be made in " + missing);
    }

    @Test
    void takesRubbishForWhatItIs() throws IOException {
        SplittableRandom random = new SplittableRandom(42);
        for (int size = 0; size < 2_000; size = size * 2 + 1) {
            byte[] rubbish = new byte[size];
            random.nextBytes(rubbish);
            Path file = Files.write(folder.resolve("rubbish.hprof"), rubbish);
            err.reset();
            assertThat(run("heap", file.toString())).isEqualTo(3);
            assertThat(err.toString(StandardCharsets.UTF_8).lines())
                    .singleElement()
                    .asString()
                    .startsWith("maphealth: rubbish.hprof: ");
        }
        assertThat(out.size()).isZero();
    }

    @Test
    void saysInOneLineThatNobodyAnswers() {
        assertThat(run("go", "--pprof", "http://127.0.0.1:1")).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("maphealth: GET http://127.0.0.1:1/debug/pprof/heap: connection refused");
    }

    @Test
    void failsOnFindingsOnlyWhenAsked() throws UnreadableInputException {
        CensusDocument sick = sick(Severity.WARNING);
        assertThat(options().show(sick, terminal)).isZero();
        assertThat(options("--fail-on", "warning").show(sick, terminal)).isEqualTo(1);
        assertThat(options("--fail-on", "info").show(sick, terminal)).isEqualTo(1);
        assertThat(options("--fail-on", "critical").show(sick, terminal)).isZero();
    }

    @Test
    void writesEachFormatWhereItIsAsked() throws UnreadableInputException, IOException {
        CensusDocument sick = sick(Severity.WARNING);
        options("--format", "json").show(sick, terminal);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\n  \"schema\": \"maphealth.census/v1\"");
        Path report = folder.resolve("report.html");
        options("--format", "html", "--out", report.toString()).show(sick, terminal);
        assertThat(report).content().startsWith("<!doctype html>");
        out.reset();
        options().show(sick, terminal);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("CountDrift");
    }

    @Test
    void endsASidecarWithAWrongValueInOneLine() {
        Terminal wrong = terminal(Map.of("SCAN_INTERVAL_SEC", "often"));
        assertThat(CommandLineProgram.run(wrong, "sidecar")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("maphealth: SCAN_INTERVAL_SEC is \"often\"; allowed is a whole number from 1 to 86400"
                        + " (seconds)\n");
    }

    @Test
    void isDescribedByTheReferencePage() throws IOException {
        StringBuilder page = new StringBuilder("# Command line\n");
        CommandLine program = CommandLineProgram.commandLine(terminal);
        page.append(usage(program));
        program.getSubcommands().values().forEach(command -> page.append(usage(command)));
        GeneratedPage.reference("command-line.md").mustBe(page.toString());
    }

    private static String usage(CommandLine command) {
        return "\n## %s\n\n```\n%s```\n"
                .formatted(
                        command.getCommandSpec().qualifiedName(),
                        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                                .getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    private int run(String... arguments) {
        return CommandLineProgram.run(terminal, arguments);
    }

    private static OutputOptions options(String... arguments) {
        OutputOptions options = new OutputOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return options;
    }

    private static CensusDocument sick(Severity severity) {
        Target target = new Target(
                TargetRuntime.JVM, Optional.empty(), SourceKind.HEAP_DUMP, OptionalLong.empty(), "heap.hprof");
        Verdict verdict = new Verdict(Site.of("HashMap", "Shop.carts"), Optional.empty(), severity, 1, NOW);
        return new CensusDocument(
                new CensusBuilder(target, 0).build(NOW, Duration.ZERO),
                List.of(new Finding.CountDrift(verdict, 100, 50, 7)));
    }

    private Terminal terminal(Map<String, String> environment) {
        return new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                false,
                false);
    }
}
