package io.maphealth.gomem.maps;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.BudgetedMemory;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.WalkBudget;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The oracle is the program, which reads the cells of its own buckets: those that say "emptied" tell that a bucket map
/// was larger once.
class EmptiedCellsTest {
    private static final int ADDRESS = 1;
    private static final int DELETED = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"go1.21.13, ''", "go1.22.12, ''", "go1.23.12, ''", "go1.25.3, noswissmap", "local, ''"})
    void areCountedExactly(String version, String experiment) throws Exception {
        Path program = GoToolchain.required(version)
                .build(Path.of("src/test/go/truth"), Map.of("GOEXPERIMENT", experiment), "-ldflags=-s -w");
        try (RunningProgram truth = RunningProgram.start(new ProcessBuilder(program.toString()));
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), truth.pid())) {
            Map<Long, Long> known = deletedCells(truth);

            Map<Long, Long> found = walk(memory);

            found.keySet().retainAll(known.keySet());
            assertThat(found).isEqualTo(known);
            assertThat(known.values()).anySatisfy(deleted -> assertThat(deleted).isGreaterThan(1_000));
        }
    }

    private Map<Long, Long> deletedCells(RunningProgram truth) throws IOException {
        Path file = folder.resolve("truth");
        truth.ask("truth " + file);
        Map<Long, Long> cells = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            cells.put(Long.parseUnsignedLong(words[ADDRESS], 16), Long.parseLong(words[DELETED]));
        }
        return cells;
    }

    private static Map<Long, Long> walk(LiveMemory memory) throws UnreadableGoException {
        GoRuntime runtime = GoRuntime.of(memory);
        Spans spans = runtime.noSpans();
        runtime.readAgain(spans, memory);
        Map<Long, Long> found = new HashMap<>();
        WalkBudget unlimited = new WalkBudget(Long.MAX_VALUE, Duration.ofHours(1), System::nanoTime);
        Maps maps = new Maps(runtime, new BudgetedMemory(memory, unlimited), spans, new FollowedMaps());
        maps.onHeap(
                MapLayout.Depth.SLOTS,
                walk -> found.put(walk.address(), walk.tombstones().orElse(-1)));
        maps.onStacks(
                MapLayout.Depth.SLOTS,
                walk -> found.put(walk.address(), walk.tombstones().orElse(-1)));
        return found;
    }
}
