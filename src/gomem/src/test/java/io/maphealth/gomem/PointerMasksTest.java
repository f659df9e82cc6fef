package io.maphealth.gomem;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.gomem.GoTarget.Build;
import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.process.LiveMemory;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which words of a type are pointers does not depend on how the program was linked.
class PointerMasksTest {
    @ParameterizedTest
    @ValueSource(strings = {"local", "go1.23.12", "go1.21.13"})
    void areTheSameWhereTheProgramIsPositionIndependent(String version) throws Exception {
        Map<String, Long> plain = masks(version, Build.PLAIN);

        assertThat(masks(version, Build.PIE)).isEqualTo(plain);
        assertThat(plain.values()).anyMatch(mask -> mask != 0);
    }

    private static Map<String, Long> masks(String version, Build build) throws Exception {
        Path program = new GoTarget(version, build).compile("truth");
        try (RunningProgram running = RunningProgram.start(new ProcessBuilder(program.toString()));
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), running.pid())) {
            return GoRuntime.of(memory).mapTypes().all().stream()
                    .collect(
                            Collectors.toMap(MapType::name, type -> type.group().pointerMask(), (one, _) -> one));
        }
    }
}
