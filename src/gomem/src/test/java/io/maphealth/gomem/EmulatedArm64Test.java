package io.maphealth.gomem;

import io.maphealth.core.Census;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.gomem.maps.GoMaps.Depth;
import io.maphealth.process.CoreMemory;
import io.maphealth.testkit.CoreFile;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.ThirdPartyProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs for arm64, really run by an emulator and read from a core of what they made of their memory. The oracle is
/// the program itself.
class EmulatedArm64Test {
    @TempDir
    private Path folder;

    static Stream<String> versions() {
        return "all".equals(System.getProperty("maphealth.targets"))
                ? GoTarget.VERSIONS.stream()
                : Stream.of("local", "go1.23.12");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyMapIsFoundWithItsExactCount(String version) throws Exception {
        Path emulator = ThirdPartyProgram.required("qemu-aarch64-static");
        Path executable = GoToolchain.required(version)
                .build(
                        Path.of("src/test/go/truth"),
                        Map.of("GOARCH", "arm64", "CGO_ENABLED", "0"),
                        "-ldflags=-s -w",
                        "-trimpath");
        ProcessBuilder emulated = new ProcessBuilder(emulator.toString(), executable.toString());
        try (Truth truth = new Truth(RunningProgram.start(emulated))) {
            List<Truth.Line> known = truth.lines();

            Census census = look(truth, executable);

            FoundMaps found = FoundMaps.of(census);
            GoTarget target = new GoTarget(version, GoTarget.Build.STRIPPED);
            EveryMapTest.assertFigures(census, known);
            EveryMapTest.assertPastIsSeen(found, known);
            EveryMapTest.assertTypes(target, found, known);
            EveryMapTest.assertOwners(target, found, known);
        }
    }

    private Census look(Truth truth, Path executable) throws Exception {
        Path core = folder.resolve("core");
        CoreFile.writeEmulatedArm64(truth.program().pid(), core);
        try (CoreMemory memory = CoreMemory.open(core, executable)) {
            return GoMaps.of(memory, OptionalLong.empty(), InstantSource.system())
                    .census(Depth.DEEP, Truth.ALL_MAPS);
        }
    }
}
