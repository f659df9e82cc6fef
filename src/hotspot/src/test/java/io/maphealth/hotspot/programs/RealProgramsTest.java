package io.maphealth.hotspot.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.detect.Detectors;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.core.history.History;
import io.maphealth.hotspot.attach.AttachClient;
import io.maphealth.hotspot.attach.DiagnosticCommand.ClassHistogram;
import io.maphealth.hotspot.audit.JvmHeapReader;
import io.maphealth.process.LiveMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs that nobody here wrote, under load for 5 seconds each, or `-Dmaphealth.servers.seconds`, looked at as they
/// run (`make real-programs`). What they are made of is printed; there is no truth to compare with but that their own
/// maps are right.
@EnabledIfSystemProperty(
        named = "maphealth.foreign.programs",
        matches = ".+",
        disabledReason = "no programs of others: make real-programs")
class RealProgramsTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("maphealth.servers.seconds", 5));
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double LEAST_OWNED = 0.8;
    private static final int SMALL = 8;
    private static final int SHOWN = 12;
    private static final double KIB = 1024;

    private final Detectors detectors = new Detectors(Thresholds.DEFAULTS);
    private final History history = new History();

    static List<RealProgram> programs() throws Exception {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("maphealth.foreign.programs", "")))) {
            return folders.filter(folder -> Files.exists(folder.resolve("port")))
                    .sorted()
                    .map(RealProgram::new)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void noMapIsCalledWrongAndMostHaveOwners(RealProgram program) throws Exception {
        try (RealProgram.Running running = program.start();
                LiveMemory memory =
                        LiveMemory.open(Path.of("/proc"), running.program().pid())) {
            JvmHeapReader reader = JvmHeapReader.open(memory, InstantSource.system());
            Target target = new Target(
                    TargetRuntime.JVM,
                    reader.version(),
                    SourceKind.PROCESS_MEMORY,
                    OptionalLong.of(running.program().pid()),
                    program.name());
            List<Census> looks = new ArrayList<>();
            long end = System.nanoTime() + TIME.toNanos();
            do {
                looks.add(reader.read(target, JvmHeapReader.Limits.DEFAULT));
                assertThat(drifts(looks.getLast())).as("look " + looks.size()).isEmpty();
                Thread.sleep(BETWEEN);
            } while (System.nanoTime() < end);
            collectGarbage(running);
            Census all = reader.read(
                    target,
                    new JvmHeapReader.Limits(
                            JvmHeapReader.Limits.DEFAULT.bytes(), JvmHeapReader.Limits.DEFAULT.time(), 0));
            print(program, running, all, looks);

            assertThat(running.program().isAlive()).isTrue();
            assertThat(running.traffic().isAlive()).isTrue();
            assertThat(running.answers()).isPositive();
            assertThat(looks.stream().filter(Census::complete)).isNotEmpty();
            assertThat(shareOfOwned(all)).isGreaterThan(LEAST_OWNED);
        }
    }

    /// As a histogram of live objects does: nobody owns what is only not collected yet.
    private static void collectGarbage(RealProgram.Running running) throws Exception {
        AttachClient.waitingAtMost(PATIENCE).attach(running.program().pid()).ask(new ClassHistogram(false), PATIENCE);
    }

    private List<Finding> drifts(Census census) {
        history.add(census);
        return detectors.judge(history, SourceKind.PROCESS_MEMORY, MemoryBudget.UNKNOWN).stream()
                .filter(Finding.CountDrift.class::isInstance)
                .toList();
    }

    /// The share of the entries of maps whose owner has a name. Left out are maps of eight entries at most: those of
    /// requests that come and go are many.
    private static double shareOfOwned(Census census) {
        List<MapSnapshot> large = census.maps().stream()
                .filter(map -> map.count().orElse(0) > SMALL)
                .toList();
        return entries(large.stream().filter(map -> named(map.site())).toList()) / (double) entries(large);
    }

    /// Not `(map)[value]` and the like.
    private static boolean named(Site site) {
        return site.owner().filter(owner -> !owner.startsWith("(")).isPresent();
    }

    private static long entries(List<MapSnapshot> maps) {
        return maps.stream().mapToLong(map -> map.count().orElse(0)).sum();
    }

    private static void print(RealProgram program, RealProgram.Running running, Census all, List<Census> looks)
            throws Exception {
        System.out.printf(
                "%s: %,d maps, %,d entries, %,.0f KiB; in maps of more than %d, %.0f %% of the entries with an owner;"
                        + " %d looks of %d ms in the middle, %d of them incomplete, %,d collections, %,d answers%n%s%n",
                program,
                all.totals().maps().orElseThrow(),
                all.totals().count().orElseThrow(),
                all.totals().heldBytes() / KIB,
                SMALL,
                100 * shareOfOwned(all),
                looks.size(),
                looks.stream()
                        .map(Census::duration)
                        .sorted()
                        .toList()
                        .get(looks.size() / 2)
                        .toMillis(),
                looks.stream().filter(look -> !look.complete()).count(),
                all.gc().orElseThrow().cycles(),
                running.answers(),
                all.sites().stream().limit(SHOWN).map(RealProgramsTest::line).collect(Collectors.joining("\n")));
        looks.stream()
                .flatMap(look -> look.incompleteReason().stream())
                .distinct()
                .forEach(reason -> System.out.println("incomplete: " + reason));
    }

    private static String line(SiteSnapshot site) {
        return "%,12d entries in %,6d maps, %,8.0f KiB  %s"
                .formatted(
                        site.count().orElse(0),
                        site.maps().orElse(0),
                        site.heldBytes() / KIB,
                        site.site().name());
    }
}
