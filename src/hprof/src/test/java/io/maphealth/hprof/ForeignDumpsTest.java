package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.Figures;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Dumps of programs that others wrote (`make foreign-dumps` takes them): no map whose count and contents disagree,
/// none whose contents are not known, and owners for nearly all; says what it found.
@EnabledIfSystemProperty(
        named = "maphealth.foreign.dumps",
        matches = ".+",
        disabledReason = "no dumps of foreign programs: make foreign-dumps")
class ForeignDumpsTest {
    private static final int SHOWN = 10;
    private static final int LARGEST = 50;

    static List<Path> dumps() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("maphealth.foreign.dumps", "")))) {
            return files.filter(file -> file.toString().endsWith(".hprof"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void noMapOfItDisagreesWithItself(Path dump) throws Exception {
        Census census = new HeapDumpReader(
                        new HeapDumpOptions(0, 2, 256 << 20), InstantSource.system(), Progress.SILENT)
                .read(dump);
        List<MapSnapshot> maps = census.maps();
        long entries = entries(maps);
        long owned = entries(
                maps.stream().filter(map -> map.site().owner().isPresent()).toList());
        System.out.printf(
                "%s: %s, %s in %s, %.1f %% of the entries with an owner%n",
                dump.getFileName(),
                Figures.bytes(Files.size(dump)),
                Figures.count(entries, "entry"),
                Figures.count(maps.size(), "map"),
                100.0 * owned / entries);
        List<MapSnapshot> largest = maps.subList(0, LARGEST);
        long reached = largest.stream().filter(map -> map.path().isPresent()).count();
        System.out.printf("    %d of the %d largest are reached from a root:%n", reached, LARGEST);
        for (MapSnapshot map : largest.subList(0, SHOWN)) {
            System.out.printf(
                    "    %9s  %s%n", Figures.bytes(map.heldBytes()), map.path().orElse("?"));
        }
        System.out.printf("    sites:%n");
        for (SiteSnapshot site : census.sites().subList(0, SHOWN)) {
            System.out.printf(
                    "    %9s  %s%n",
                    Figures.bytes(site.heldBytes()), site.site().name());
        }

        assertThat(census.incompleteReason()).isEmpty();
        assertThat(maps.stream().filter(MapSnapshot::drifted)).isEmpty();
        assertThat(maps.stream().filter(map -> map.iterated().isEmpty())).isEmpty();
        assertThat(maps.stream().filter(map -> map.contract().broken() > 0)).isEmpty();
        assertThat((double) owned / entries).isGreaterThan(0.9);
    }

    private static long entries(List<MapSnapshot> maps) {
        return maps.stream().mapToLong(map -> map.count().orElse(0)).sum();
    }
}
