package io.maphealth.sidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.maphealth.sidecar.Main;
import io.maphealth.testkit.CoreFile;
import io.maphealth.testkit.Examples;
import io.maphealth.testkit.Isolation;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the example shop with its two mistakes.
class GoCommandTest {
    private static final String SALE = "main.sale";
    private static final int ANOTHER_USER = 10_001;
    private static final int LONGEST_SECONDS = 60;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void aRunningProgramShowsItsMapsAndWhatIsWrongWithThem() throws InterruptedException {
        try (RunningProgram shop = start(List.of())) {
            shop.ask("pause");

            assertThat(run("go", "--pid", pid(shop))).isZero();
            assertThat(said(out)).contains("map[int64]main.Reservation", SALE, "main.registry", "GhostMemory");
            assertThat(run("go", "--pid", pid(shop), "--fail-on", "warning")).isEqualTo(1);
            assertThat(said(err)).isEmpty();
        }
    }

    @Test
    void aCoreFileShowsTheSameMaps() throws IOException, InterruptedException {
        String report = folder.resolve("report.html").toString();
        String core = folder.resolve("core").toString();
        try (RunningProgram shop = start(List.of())) {
            long sessions = sessions(shop);
            CoreFile.write(shop.pid(), Path.of(core));
            assertThat(run("go", "--core", core, "--exe", executable().toString(), "--format", "json"))
                    .isZero();
            assertThat(said(out))
                    .contains("\"source\": \"core-file\"", "\"kind\": \"GhostMemory\"", "\"count\": " + sessions);
            assertThat(run("go", "--core", core, "--exe", executable().toString(), "--format", "html", "--out", report))
                    .isZero();
            assertThat(Path.of(report)).content().startsWith("<!doctype html>").contains(SALE);
        }
    }

    @Test
    void whatIsNoCoreIsNamedInOneLine() throws IOException, InterruptedException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "a".repeat(100_000));
        String program = executable().toString();

        assertThat(run("go", "--core", text.toString(), "--exe", program)).isEqualTo(3);
        assertThat(said(err).lines())
                .singleElement()
                .asString()
                .startsWith("maphealth: ")
                .contains("notes.txt");
        assertThat(run("go", "--core", program, "--exe", program)).isEqualTo(3);
        assertThat(said(err).lines()).singleElement().asString().contains("no core file");
    }

    @Test
    void aProcessThatIsNotThereIsNamedInOneLine() {
        assertThat(run("go", "--pid", Integer.toString(Integer.MAX_VALUE))).isEqualTo(3);
        assertThat(said(err)).isEqualTo("maphealth: process 2147483647: no such process\n");
    }

    @Test
    void aRefusalByTheKernelNamesWhatToGrant() throws IOException, InterruptedException {
        assumeThat(Isolation.possible()).isTrue();
        try (RunningProgram shop = start(Isolation.user(ANOTHER_USER))) {
            assertThat(refusal(shop))
                    .isEqualTo("maphealth: process " + shop.pid()
                            + ": its memory may not be read (permission denied): it runs"
                            + " as uid 10001, this reader as uid 0: run as uid 10001, or as root with SYS_PTRACE");
        }
    }

    /// What a reader that is root in name only says, on its last line.
    private String refusal(RunningProgram program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Isolation.rootWithoutCapabilities());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "go",
                "--pid",
                pid(program)));
        Path log = folder.resolve("log");
        Process reader = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(reader.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(reader.exitValue()).isEqualTo(3);
        return Files.readAllLines(log).getLast();
    }

    private static Path executable() throws InterruptedException {
        return GoToolchain.required("local").build(Examples.folder("go-leak"));
    }

    private static RunningProgram start(List<String> before) throws InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(executable().toString(), "-console"));
        return RunningProgram.start(new ProcessBuilder(command));
    }

    /// Nobody logs in any more after the question.
    private static long sessions(RunningProgram shop) {
        shop.ask("pause");
        return shop.ask("truth", "sessions.len");
    }

    private static String pid(RunningProgram program) {
        return Long.toString(program.pid());
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal =
                new Terminal(InputStream.nullInputStream(), printer(out), printer(err), Map.of(), false, false);
        return CommandLineProgram.run(terminal, arguments);
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream by) {
        return by.toString(StandardCharsets.UTF_8);
    }
}
