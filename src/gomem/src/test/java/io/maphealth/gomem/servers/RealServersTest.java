package io.maphealth.gomem.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.detect.Detectors;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.core.history.History;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.process.LiveMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that nobody here wrote, stripped, under load: for 5 seconds each, or `-Dmaphealth.servers.seconds`.
///
/// What they are made of is printed; there is no truth to compare with but that their own maps are right.
class RealServersTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("maphealth.servers.seconds", 5));
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final GoMaps.Limits LIMITS = new GoMaps.Limits(8L << 30, Duration.ofSeconds(60), 0);
    /// The rest are maps that only stacks, interfaces or structs of an unknown type hold.
    private static final double LEAST_EXPLAINED = 0.5;

    private static final int SMALL = 8;
    private static final int TOP = 10;
    private static final double KIB = 1024;

    private final Detectors detectors = new Detectors(Thresholds.DEFAULTS);
    private final History history = new History();

    @ParameterizedTest
    @EnumSource
    void noMapIsCalledWrongAndMostAreExplained(RealServer server, @TempDir Path folder) throws Exception {
        try (RealServer.Running running = server.start(folder);
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), running.pid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(running.pid()), InstantSource.system());
            long end = System.nanoTime() + TIME.toNanos();
            List<Duration> looks = new ArrayList<>();
            Census census;
            do {
                census = maps.census(GoMaps.Depth.DEEP, LIMITS);
                assertThat(census.incompleteReason()).isEmpty();
                assertThat(findings(census))
                        .as("maps called wrong in look " + looks.size())
                        .isEmpty();
                looks.add(census.duration());
                Thread.sleep(BETWEEN);
            } while (System.nanoTime() < end);
            print(server, running, census, looks);

            assertThat(running.process().isAlive()).isTrue();
            assertThat(running.load().requests()).isPositive();
            assertThat(share(census, site -> site.owner().isPresent() || exact(site)))
                    .isGreaterThan(LEAST_EXPLAINED);
        }
    }

    private List<Finding> findings(Census census) {
        history.add(census);
        return detectors.judge(history, SourceKind.PROCESS_MEMORY, MemoryBudget.UNKNOWN).stream()
                .filter(finding -> finding instanceof Finding.CountDrift)
                .toList();
    }

    private static boolean exact(Site site) {
        return !site.type().contains(" | ") && !site.type().contains("?");
    }

    /// The share of the entries of such sites. Left out are maps of eight entries at most: their memory
    /// names no type, and those of requests that come and go lie about in thousands until they are
    /// collected.
    private static double share(Census census, Predicate<Site> wanted) {
        long entries = 0;
        long ofWanted = 0;
        for (MapSnapshot map : census.maps()) {
            long count = map.count().orElse(0);
            if (count > SMALL) {
                entries += count;
                ofWanted += wanted.test(map.site()) ? count : 0;
            }
        }
        return (double) ofWanted / entries;
    }

    private static void print(RealServer server, RealServer.Running running, Census census, List<Duration> looks) {
        String top =
                census.sites().stream().limit(TOP).map(RealServersTest::line).collect(Collectors.joining("\n"));
        System.out.printf(
                "%s (%s): %,d maps, %,d entries, %,.0f KiB; in maps of more than 8, %.0f %% of the entries with an owner,"
                        + " %.0f %% with one type; %d looks of %d ms in the middle, %,d answers%n%s%n",
                server,
                census.target().version().orElse("?"),
                census.totals().maps().orElseThrow(),
                census.totals().count().orElseThrow(),
                census.totals().heldBytes() / KIB,
                100 * share(census, site -> site.owner().isPresent()),
                100 * share(census, RealServersTest::exact),
                looks.size(),
                looks.stream().sorted().toList().get(looks.size() / 2).toMillis(),
                running.load().requests(),
                top);
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
