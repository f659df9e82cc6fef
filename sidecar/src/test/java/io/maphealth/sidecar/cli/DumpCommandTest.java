package io.maphealth.sidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DumpCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return Jdks.installed(17, 25);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aDumpThatItTookIsReadByTheHeapCommand(Jdk jdk) {
        try (RunningProgram shop = JavaProgram.example(jdk, "jvm-leak").start("shop.Shop")) {
            for (String name : List.of("shop.hprof", "shop.hprof.gz")) {
                String file = folder.resolve(name).toString();

                assertThat(run(Map.of(), "dump", "--pid", pid(shop), "--out", file))
                        .isZero();
                assertThat(said(err)).startsWith(file).contains("process " + shop.pid() + " stood still for ");
                assertThat(run(Map.of(), "heap", file)).isZero();
                assertThat(said(out)).contains("shop.VisitCounter.visitors", "CountDrift");
            }
        }
    }

    @Test
    void aRefusedDumpNamesTheNumberToChange() {
        try (RunningProgram shop =
                JavaProgram.example(Jdks.current(), "jvm-healthy").start("shop.Shop")) {
            Path file = folder.resolve("shop.hprof");

            int status =
                    run(Map.of("MAPHEALTH_DUMP_QUOTA_MIB", "1"), "dump", "--pid", pid(shop), "--out", file.toString());

            assertThat(status).isEqualTo(3);
            assertThat(said(err))
                    .matches("maphealth: DumpRefused: dumps would take \\d+ MiB and their quota is 1 MiB; raise"
                            + " MAPHEALTH_DUMP_QUOTA_MIB to \\d+\n");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aProcessThatIsNoJvmIsNamed() {
        try (RunningProgram cat = RunningProgram.start(new ProcessBuilder("sh", "-c", "echo READY; exec cat"))) {
            String file = folder.resolve("cat.hprof").toString();

            assertThat(run(Map.of(), "dump", "--pid", pid(cat), "--out", file)).isEqualTo(3);
            assertThat(said(err))
                    .isEqualTo("maphealth: attach to process " + cat.pid()
                            + ": it is not a JVM: no libjvm.so is mapped; look for the right pid\n");
        }
    }

    private int run(Map<String, String> environment, String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal =
                new Terminal(InputStream.nullInputStream(), printer(out), printer(err), environment, false, false);
        return CommandLineProgram.run(terminal, arguments);
    }

    private static String pid(RunningProgram program) {
        return Long.toString(program.pid());
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
