package io.maphealth.hotspot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.detect.Detectors;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.core.history.History;
import io.maphealth.process.LiveMemory;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Hundreds of megabytes of garbage a second, maps that are never still, and collections all the time. The system
/// property `maphealth.rounds` is how many rounds; 4 if not given.
class BusyJvmTest {
    private static final int ROUNDS = Integer.getInteger("maphealth.rounds", 4);
    private static final int FOUND_WITHIN = 3;
    private static final String G1 = "-XX:+UseG1GC";

    static Stream<Arguments> jvms() {
        return Jdks.installed(17, 25).stream()
                .flatMap(jdk -> Stream.of(G1, "-XX:+UseShenandoahGC", "-XX:+UseZGC")
                        .filter(collector -> jdk.feature() == 25 || collector.equals(G1))
                        .map(collector -> Arguments.of(jdk, collector)));
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void onlyThePlantedDriftIsFound(Jdk jdk, String collector) throws Exception {
        try (RunningProgram busy = JavaProgram.compile(jdk, Path.of("src/test/programs/busy"))
                        .with("-Xmx512m", collector)
                        .start("Busy");
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), busy.pid())) {
            JvmHeapReader reader = JvmHeapReader.open(memory, InstantSource.system());
            Target target = new Target(
                    TargetRuntime.JVM,
                    Optional.empty(),
                    SourceKind.PROCESS_MEMORY,
                    OptionalLong.of(busy.pid()),
                    "busy");
            History history = new History();
            AtomicInteger whole = new AtomicInteger();
            long started = System.nanoTime();
            long allocated = busy.ask("truth", "allocated");
            Detectors detectors = new Detectors(Thresholds.DEFAULTS);
            List<List<String>> rounds = IntStream.range(0, ROUNDS)
                    .mapToObj(_ -> {
                        Census census = look(reader, target);
                        whole.addAndGet(census.complete() ? 1 : 0);
                        history.add(census);
                        return drifts(detectors.judge(history, SourceKind.PROCESS_MEMORY, MemoryBudget.UNKNOWN));
                    })
                    .toList();

            OptionalInt first = IntStream.range(0, ROUNDS)
                    .filter(round -> !rounds.get(round).isEmpty())
                    .findFirst();
            double bytesANano = (double) (busy.ask("truth", "allocated") - allocated) / (System.nanoTime() - started);
            System.out.printf(
                    "%s %s: %d rounds, %d of them whole, found in round %d; %.1f GB of garbage a second%n",
                    jdk, collector, ROUNDS, whole.get(), first.orElse(-2) + 1, bytesANano);
            if (collector.equals(G1)) {
                assertThat(first).isPresent();
                assertThat(first.orElseThrow()).isLessThan(FOUND_WITHIN);
            }
            assertThat(rounds)
                    .allSatisfy(found -> assertThat(found).isSubsetOf("java.util.HashMap Busy.drifted 11000 10000"));
        }
    }

    private static Census look(JvmHeapReader reader, Target target) {
        try {
            return reader.read(target, JvmHeapReader.Limits.DEFAULT);
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<String> drifts(List<Finding> findings) {
        return findings.stream()
                .filter(Finding.CountDrift.class::isInstance)
                .map(Finding.CountDrift.class::cast)
                .map(drift -> drift.verdict().site().name() + " " + drift.count() + " " + drift.iterated())
                .toList();
    }
}
