package io.maphealth.gomem;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.gomem.maps.GoMaps.Depth;
import io.maphealth.process.CoreMemory;
import io.maphealth.process.UnreadableElfException;
import io.maphealth.testkit.CoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The oracle is the same process, read alive a moment before.
class CoreFileTest {
    private static final int DAMAGED_COPIES = 25;
    private static final int COPIES_OF_A_CORE = 5;
    private static final GoMaps.Limits HOSTILE = new GoMaps.Limits(2L << 30, Duration.ofSeconds(20), 10);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"local, STRIPPED", "local, PIE", "go1.23.12, STRIPPED", "go1.21.13, PIE"})
    void showsTheSameMapsAsTheProcess(String version, GoTarget.Build build) throws Exception {
        GoTarget target = new GoTarget(version, build);
        try (Truth truth = Truth.start(target)) {
            Census live = truth.look();
            Path core = writeCore(truth);

            Census dead = look(core, target.compile("truth"), Truth.ALL_MAPS);

            assertThat(dead.target().source()).isEqualTo(SourceKind.CORE_FILE);
            assertThat(dead.totals()).isEqualTo(live.totals());
            assertThat(dead.maps()).isEqualTo(live.maps());
        }
    }

    /// Bits flipped, words and pages overwritten: whatever comes, it ends, and nothing is claimed to be complete that
    /// is not.
    @ParameterizedTest
    @CsvSource({"local, STRIPPED", "go1.23.12, STRIPPED"})
    void aDamagedCoreIsReadAsFarAsItGoesOrRefusedInOneLine(String version, GoTarget.Build build) throws Exception {
        GoTarget target = new GoTarget(version, build);
        Path executable = target.compile("truth");
        SplittableRandom random = new SplittableRandom(4);
        try (Truth truth = Truth.start(target)) {
            Path core = writeCore(truth);
            for (int i = 0; i < DAMAGED_COPIES; i++) {
                if (i % COPIES_OF_A_CORE == 0) {
                    Files.deleteIfExists(core);
                    writeCore(truth);
                }
                damage(core, random);
                try {
                    assertThat(look(core, executable, HOSTILE).maps()).hasSizeLessThanOrEqualTo(10);
                } catch (UnreadableGoException | UnreadableElfException refused) {
                    assertThat(refused.getMessage()).doesNotContain("\n").contains(": ");
                }
            }
        }
    }

    private Path writeCore(Truth truth) throws IOException {
        Path core = folder.resolve("core");
        CoreFile.write(truth.program().pid(), core);
        return core;
    }

    private static Census look(Path core, Path executable, GoMaps.Limits limits)
            throws UnreadableGoException, UnreadableElfException {
        try (CoreMemory memory = CoreMemory.open(core, executable)) {
            return GoMaps.of(memory, OptionalLong.empty(), InstantSource.system())
                    .census(Depth.DEEP, limits);
        }
    }

    /// Damage adds up from copy to copy of a core; the headers of the file stay, for they are another test's.
    private static void damage(Path core, SplittableRandom random) throws IOException {
        long size = Files.size(core);
        try (FileChannel file = FileChannel.open(core, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 2_000; i++) {
                byte[] garbage = new byte[1 << random.nextInt(10)];
                random.nextBytes(garbage);
                file.write(ByteBuffer.wrap(garbage), random.nextLong(1 << 16, size));
            }
        }
    }
}
