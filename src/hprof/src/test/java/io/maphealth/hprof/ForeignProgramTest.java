package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.testkit.Jdks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that nobody here wrote have no map whose count and contents disagree.
class ForeignProgramTest {
    @TempDir
    private Path folder;

    @Test
    void theMavenThatRunsThisTestIsHealthy() throws Exception {
        Optional<ProcessHandle> maven = Stream.iterate(
                        ProcessHandle.current().parent(),
                        Optional::isPresent,
                        parent -> parent.get().parent())
                .flatMap(Optional::stream)
                .filter(parent -> parent.info().command().orElse("").endsWith("java"))
                .findFirst();
        assumeTrue(maven.isPresent(), "not started by Maven: run mvn verify to have its heap looked at");
        Path dump = folder.resolve("maven.hprof");
        run(List.of(
                Jdks.current().home().resolve("bin/jcmd").toString(),
                Long.toString(maven.get().pid()),
                "GC.heap_dump",
                dump.toString()));

        assertHealthy(TinyHeap.reader().read(dump), 1_000);
    }

    @Test
    void aCompilerThatRanOutOfMemoryIsHealthy() throws Exception {
        Path dump = folder.resolve("javac.hprof");
        StringBuilder source = new StringBuilder("class Much {");
        for (int i = 0; i < 20_000; i++) {
            source.append("int m")
                    .append(i)
                    .append("(int a) { return a + ")
                    .append(i)
                    .append("; }\n");
        }
        Path file = Files.writeString(folder.resolve("Much.java"), source.append("}"));
        run(List.of(
                Jdks.current().javac(),
                "-J-Xmx24m",
                "-J-XX:+HeapDumpOnOutOfMemoryError",
                "-J-XX:HeapDumpPath=" + dump,
                "-d",
                folder.toString(),
                file.toString()));

        assertThat(dump).exists();
        assertHealthy(TinyHeap.reader().read(dump), 1_000);
    }

    private static void assertHealthy(Census census, long leastMaps) {
        assertThat(census.incompleteReason()).isEmpty();
        assertThat(census.totals().maps().getAsLong()).isGreaterThan(leastMaps);
        assertThat(census.maps().stream().filter(MapSnapshot::drifted)).isEmpty();
        assertThat(census.maps().stream().filter(map -> map.site().owner().isPresent()))
                .hasSizeGreaterThan((int) (leastMaps / 2));
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    }
}
