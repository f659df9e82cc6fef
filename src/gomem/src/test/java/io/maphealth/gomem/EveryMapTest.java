package io.maphealth.gomem;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.gomem.maps.GoMaps.Depth;
import io.maphealth.process.UnreadableProcessException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle is the program itself: its own `len()`, the growth of its own heap, its own control bytes, and the
/// layout's arithmetic over its own tables.
class EveryMapTest {
    private static final int LEAST_MAPS = 20_000;
    private static final int LEAST_KINDS = 40;
    /// Maps of the runtime and the libraries, which the program does not know of.
    private static final int MOST_OTHERS = 200;
    /// The program's run-time allocates a few kilobytes itself while a map is made.
    private static final long LEAST_MEASURABLE_BYTES = 500_000;

    @ParameterizedTest
    @MethodSource("io.maphealth.gomem.GoTarget#all")
    void isFoundWithItsExactCount(GoTarget target)
            throws InterruptedException, UnreadableGoException, UnreadableProcessException {
        try (Truth truth = Truth.start(target)) {
            List<Truth.Line> known = truth.lines();

            Census census = truth.look();

            FoundMaps found = FoundMaps.of(census);
            assertFigures(census, known);
            assertBytesAsMeasured(found, known);
            assertPastIsSeen(found, known);
            assertTypes(target, found, known);
            assertOwners(target, found, known);
            assertThat(census.gc().orElseThrow().cycles()).isEqualTo(collectionsAfter(truth) - 1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.maphealth.gomem.GoTarget#stripped")
    void isFoundByAQuickLookWithTheSameTotals(GoTarget target)
            throws InterruptedException, UnreadableGoException, UnreadableProcessException {
        try (Truth truth = Truth.start(target)) {
            List<Census> looks = truth.look(Depth.DEEP, Depth.QUICK);
            Census deep = looks.getFirst();
            Census quick = looks.getLast();
            FoundMaps found = FoundMaps.of(deep);

            assertThat(figures(quick)).isEqualTo(figures(deep));
            assertThat(quick.totals().count()).isEqualTo(deep.totals().count());
            assertThat(quick.maps()).allSatisfy(map -> {
                MapSnapshot whole = found.get(map.id());
                // past 2^16 buckets the run-time itself counts overflow buckets by chance
                assertThat(map.heldBytes()).isCloseTo(whole.heldBytes(), Percentage.withPercentage(1));
                if (map.tombstones().isPresent()) {
                    assertThat(map.tombstones()).isEqualTo(whole.tombstones());
                }
            });
            assertThat(quick.maps())
                    .as("of some maps only the headers were read")
                    .anySatisfy(map -> assertThat(map.iterated()).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("io.maphealth.gomem.GoTarget#stripped")
    void showsWhatRebuildingFreesAndACountThatIsNotItsContents(GoTarget target)
            throws InterruptedException, UnreadableGoException, UnreadableProcessException {
        try (Truth truth = Truth.start(target)) {
            truth.program().ask("drift 100");
            Map<String, String> before = truth.program().ask("ghost");

            Census census = truth.look();

            MapSnapshot ghost = FoundMaps.of(census).get("0x" + before.get("map"));
            long freed = Long.parseLong(before.get("heap")) - truth.program().ask("rebuild", "heap");
            assertThat(ghost.ghostBytes().orElseThrow()).isCloseTo(freed, Percentage.withPercentage(10));
            assertThat(ghost.peakEvidence().proves()).isTrue();
            assertThat(census.totals().heldBytes() - truth.look().totals().heldBytes())
                    .as("the map that was let go of and collected is not counted any more")
                    .isCloseTo(freed, Percentage.withPercentage(10));
            assertThat(census.suspects().stream().filter(MapSnapshot::drifted))
                    .singleElement()
                    .satisfies(map -> {
                        assertThat(map.count()).hasValue(10_100);
                        assertThat(map.iterated()).hasValue(10_000);
                    });
        }
    }

    /// Every map is there, with the figures that the program itself tells of it.
    static void assertFigures(Census census, List<Truth.Line> known) {
        FoundMaps found = FoundMaps.of(census);
        assertThat(known).hasSizeGreaterThanOrEqualTo(LEAST_MAPS);
        assertThat(known.stream().map(Truth.Line::kind).distinct()).hasSizeGreaterThanOrEqualTo(LEAST_KINDS);
        assertThat(census.incompleteReason()).isEmpty();
        assertThat(known.stream().filter(line -> !agrees(found, line)).map(line -> line + " " + found.find(line.id())))
                .as("maps that were not found or not exactly")
                .isEmpty();
        assertThat(found.size() - known.size()).isBetween(0, MOST_OTHERS);
        assertThat(census.totals().iterated()).isEqualTo(census.totals().count());
        assertThat(known.stream()
                        .filter(line -> !holds(found.get(line.id()), line))
                        .map(line -> line + " " + found.get(line.id())))
                .as("maps whose bytes are not those of their layout")
                .isEmpty();
    }

    private static void assertBytesAsMeasured(FoundMaps found, List<Truth.Line> known) {
        for (Truth.Line line : known) {
            if (line.measuredBytes() >= LEAST_MEASURABLE_BYTES) {
                assertThat(found.get(line.id()).heldBytes())
                        .as("bytes held by " + line.kind())
                        .isCloseTo(line.measuredBytes(), Percentage.withPercentage(1));
            }
        }
    }

    static void assertPastIsSeen(FoundMaps found, List<Truth.Line> known) {
        Function<String, MapSnapshot> one = kind -> known.stream()
                .filter(line -> line.kind().equals(kind))
                .findFirst()
                .map(line -> found.get(line.id()))
                .orElseThrow();

        assertThat(one.apply("mostlyDeleted").peakEvidence().proves()).isTrue();
        assertThat(one.apply("presized").peakEvidence()).isEqualTo(PeakEvidence.CAPACITY);
        assertThat(one.apply("hundred").peakEvidence()).isEqualTo(PeakEvidence.NONE);
        assertThat(one.apply("floats").contract().unequalKeys()).isEqualTo(OptionalLong.of(40));
        assertThat(one.apply("hundred").contract().unequalKeys()).isEmpty();
    }

    /// From Go 1.22 on a pointerful table over 512 bytes names its type; before, sizes and contents leave candidates.
    static void assertTypes(GoTarget target, FoundMaps found, List<Truth.Line> known) {
        Map<String, String> exact = Map.of(
                "hundred", "map[string]int",
                "set", "map[string]struct {}",
                "sessions", "map[string]*main.session",
                "outer", "map[string]map[int]int",
                "anys", "map[interface {}]interface {}",
                "points", "map[main.point]string",
                "indirectElem", "map[uint64][200]uint8");
        boolean told = !target.version().equals("go1.21.13");
        for (Truth.Line line : known) {
            if (told && exact.containsKey(line.kind())) {
                assertThat(found.get(line.id()).site().type()).isEqualTo(exact.get(line.kind()));
            }
        }
    }

    /// Struct fields are known from the type section; package variables have names only where there are symbols.
    static void assertOwners(GoTarget target, FoundMaps found, List<Truth.Line> known) {
        Map<String, String> owners = new HashMap<>(Map.of(
                "field", "main.registry.byID",
                "fieldOfPoints", "main.registry.seen",
                "fieldOfShard", "main.shard.items"));
        if (target.build() != GoTarget.Build.STRIPPED) {
            owners.putAll(Map.of("sessions", "main.sessions", "drifting", "main.drifting"));
        }
        for (Truth.Line line : known) {
            if (owners.containsKey(line.kind())) {
                assertThat(found.get(line.id()).site().owner()).contains(owners.get(line.kind()));
            }
        }
    }

    private static boolean agrees(FoundMaps found, Truth.Line line) {
        return found.find(line.id())
                .filter(map -> map.count().equals(OptionalLong.of(line.length())))
                .filter(map -> map.iterated().equals(OptionalLong.of(line.length())))
                .filter(map -> map.tombstones().isEmpty() || map.tombstones().getAsLong() == line.deleted())
                .isPresent();
    }

    /// Within one percent; a group on the stack is as large as the map's likeliest type, for no memory tells.
    private static boolean holds(MapSnapshot map, Truth.Line line) {
        boolean groupOnStack = line.onStack() && line.length() <= 8;
        return groupOnStack || Math.abs(map.heldBytes() - line.heldBytes()) * 100 <= line.heldBytes();
    }

    private static Map<String, List<Object>> figures(Census census) {
        return census.maps().stream()
                .collect(Collectors.toMap(
                        MapSnapshot::id, map -> List.of(map.site(), map.count(), map.capacity(), map.peakEvidence())));
    }

    private static long collectionsAfter(Truth truth) {
        return truth.program().ask("collections", "gc");
    }
}
