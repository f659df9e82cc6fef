package io.maphealth.gomem.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maphealth.core.Census;
import io.maphealth.core.SiteSnapshot;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages of four Go versions against what the programs measured of themselves.
class CapturedPagesTest {
    static final List<String> MAPS_ONLY = List.of(
            "main.(*registry).grow",
            "main.presize",
            "main.indexByName",
            "main.bigValues",
            "main.manySmall",
            "main.reflected",
            "main.cloned");

    @ParameterizedTest
    @ValueSource(strings = {"go1.21.13", "go1.23.12", "go1.24.9", "go1.26.8"})
    void findsTheMemoryOfEachMapWithinThreeTimesTheStatedError(String version) throws Exception {
        CapturedPage page = CapturedPage.of(version);
        Census census = page.census();
        for (String function : MAPS_ONLY) {
            long truth = page.truth().getOrDefault(function, 0L);
            double held = sitesOf(function, census).stream()
                    .mapToLong(SiteSnapshot::heldBytes)
                    .sum();
            assertThat(held)
                    .as(function)
                    .isCloseTo((double) truth, within(3 * deviation(function, census) + truth * 0.01));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.21.13", "go1.23.12", "go1.24.9", "go1.26.8"})
    void namesCallSitesAsAPersonReadsThem(String version) throws Exception {
        assertThat(CapturedPage.of(version).census().sites())
                .extracting(site -> site.site().name())
                .contains(
                        "map main.(*registry).grow main.go:21",
                        "map main.indexByName main.go:32",
                        "map main.reflected main.go:59",
                        "map main.decoded main.go:66 via encoding/json.(*decodeState).object")
                .allMatch(name -> name.startsWith("map "))
                .noneMatch(name -> name.contains("notAMap") || name.contains("0x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.21.13", "go1.23.12", "go1.24.9", "go1.26.8"})
    void countsNothingButMapMemory(String version) throws Exception {
        CapturedPage page = CapturedPage.of(version);
        long maps = page.census().totals().heldBytes();
        long all = page.truth().values().stream().mapToLong(Long::longValue).sum();
        long notMaps = page.truth().getOrDefault("main.notAMap", 0L);
        // the map that main.main keeps as the source of the clone is not in the truth
        assertThat(maps).isLessThan(all - notMaps + 2_800_000).isGreaterThan((all - notMaps) * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.21.13", "go1.23.12", "go1.24.9", "go1.26.8"})
    void asksForNamesOnceAndOnlyForWhatThePageDoesNotName(String version) throws Exception {
        CapturedPage page = CapturedPage.of(version);
        PprofCensusReader reader = CapturedPage.reader();
        Census first = reader.read(CapturedPage.stream(page.text()), addresses -> {
            assertThat(addresses).hasSizeBetween(5, 100);
            return page.functions(addresses);
        });
        Census second = reader.<RuntimeException>read(CapturedPage.stream(page.text()), addresses -> {
            throw new IllegalStateException("asked again");
        });
        assertThat(second.sites()).isEqualTo(first.sites());
    }

    static List<SiteSnapshot> sitesOf(String function, Census census) {
        return census.sites().stream()
                .filter(site -> site.site().owner().orElse("").startsWith(function + " "))
                .toList();
    }

    /// The standard deviation that the census states for a function's sites, in bytes.
    static double deviation(String function, Census census) {
        return Math.sqrt(sitesOf(function, census).stream()
                .mapToDouble(site -> Math.pow(site.samplingError().orElse(0) * site.heldBytes(), 2))
                .sum());
    }
}
