package io.maphealth.gomem.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.process.DwarfStruct;
import io.maphealth.process.DwarfStructs;
import io.maphealth.process.Elf;
import io.maphealth.process.UnreadableElfException;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The oracle is Go's own reader of debugging information, debug/dwarf.
class DebugStructsTest {
    private static final Path PROGRAMS = Path.of("src/test/go");
    private static final List<String> NAMES =
            List.of("runtime.mspan", "runtime.g", "runtime.moduledata", "internal/abi.Type", "runtime.mheap");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"local, amd64", "local, arm64", "go1.24.9, amd64", "go1.23.12, amd64", "go1.21.13, amd64"})
    void areWhatGoItselfReads(String version, String machine) throws Exception {
        Path program = program(version, Map.of("GOARCH", machine, "CGO_ENABLED", "0"));
        try (Elf elf = Elf.open(program)) {
            Map<String, DwarfStruct> read = DwarfStructs.named(NAMES, elf);

            assertThat(read).isEqualTo(oracle(program)).hasSize(NAMES.size());
        }
    }

    /// C's compiler writes other forms, among Go's.
    @Test
    void areFoundInAProgramThatIsLinkedWithC() throws Exception {
        Path program = GoToolchain.requiredWithC("local")
                .build(PROGRAMS.resolve("truth"), Map.of("CGO_ENABLED", "1"), "-tags=withc");
        try (Elf elf = Elf.open(program)) {
            assertThat(DwarfStructs.named(NAMES, elf)).isEqualTo(oracle(program));
        }
    }

    @Test
    void areNotThereInAStrippedProgram() throws Exception {
        try (Elf elf = Elf.open(program("local", Map.of(), "-ldflags=-w"))) {
            assertThat(DwarfStructs.named(NAMES, elf)).isEmpty();
        }
    }

    @Test
    void aTableThatSaysOtherwiseIsToldInOneLine() {
        DebugStructs structs = new DebugStructs(Map.of("runtime.g", new DwarfStruct(456, Map.of("sched", 64L))));

        assertThat(structs.contradiction(Map.of("runtime.g", Map.of("sched", 64, "unknown", 8))))
                .isEmpty();
        assertThat(structs.contradiction(Map.of("runtime.m", Map.of("sched", 56))))
                .isEmpty();
        assertThat(structs.contradiction(Map.of("runtime.g", Map.of("sched", 56))))
                .contains("layout unverified: runtime.g.sched is not at 56, says the program's debugging information");
    }

    @Test
    void damageIsReadOrRefusedInOneLine() throws Exception {
        byte[] whole = Files.readAllBytes(program("local", Map.of(), "-ldflags=-compressdwarf=false"));
        SplittableRandom random = new SplittableRandom(4);
        Path damaged = folder.resolve("damaged");
        for (int round = 0; round < 60; round++) {
            byte[] bytes = whole.clone();
            for (int flips = 0; flips < 4_000; flips++) {
                bytes[random.nextInt(4096, bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(damaged, bytes);
            try (Elf elf = Elf.open(damaged)) {
                assertThat(DwarfStructs.named(NAMES, elf)).hasSizeLessThanOrEqualTo(NAMES.size());
            } catch (UnreadableElfException refused) {
                assertThat(refused.getMessage()).startsWith("damaged: ").doesNotContain("\n");
            }
        }
    }

    private static Path program(String version, Map<String, String> environment, String... flags)
            throws InterruptedException {
        return GoToolchain.required(version).build(PROGRAMS.resolve("garbage"), environment, flags);
    }

    private static Map<String, DwarfStruct> oracle(Path program) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                GoToolchain.required("local")
                        .build(PROGRAMS.resolve("debugstructs"))
                        .toString(),
                program.toString()));
        line.addAll(NAMES);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        Map<String, DwarfStruct> structs = new HashMap<>();
        for (String output : process.inputReader().lines().toList()) {
            String[] words = output.split(" ", -1);
            Map<String, Long> fields = new HashMap<>();
            for (int i = 2; i < words.length; i += 2) {
                fields.put(words[i], Long.parseLong(words[i + 1]));
            }
            structs.put(words[0], new DwarfStruct(Long.parseLong(words[1]), fields));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return structs;
    }
}
