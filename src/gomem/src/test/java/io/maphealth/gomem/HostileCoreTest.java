package io.maphealth.gomem;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.process.CoreMemory;
import io.maphealth.process.Elf;
import io.maphealth.process.ElfSymbols;
import io.maphealth.testkit.CoreFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cores that were made to lie in one place: the reader ends, says what it could not read, and reads the rest exactly.
class HostileCoreTest {
    private static final GoMaps.Limits BOUNDED = new GoMaps.Limits(4L << 30, Duration.ofSeconds(60), 0);

    /// Offsets in headers of maps, tables and buckets (see the layouts).
    private static final int TABLES = 16;

    private static final int DIRECTORY_LENGTH = 24;
    private static final int DEPTHS = 32;
    private static final int GROUPS = 16;
    private static final int LENGTH_MASK = 24;
    private static final int FLAGS_AND_B = 8;
    private static final int BUCKET = 208;
    private static final int OVERFLOW = BUCKET - 8;
    private static final int ALL_SPANS = 65864;
    private static final long NOWHERE = 0x7000_0000_0000L;

    @TempDir
    private Path folder;

    /// A lie about the maps of one kind.
    enum Lie {
        CHAIN_THAT_ENDS_IN_ITSELF("go1.23.12", "hundred"),
        CHAIN_THAT_GOES_BACK("go1.23.12", "hundred"),
        CHAIN_INTO_NOTHING("go1.23.12", "hundred"),
        ARRAY_THAT_IS_NOT_AS_LONG("go1.23.12", "halved"),
        DIRECTORY_THAT_IS_NOT_AS_LONG("local", "halved"),
        TABLE_THAT_IS_NOT_AS_LONG("local", "hundred"),
        TABLE_WITHOUT_GROUPS("local", "hundred");

        private final String version;
        private final String kind;

        Lie(String version, String kind) {
            this.version = version;
            this.kind = kind;
        }

        private void tell(PatchedCore core, long header) throws IOException {
            long tables = core.get(header + TABLES);
            switch (this) {
                case CHAIN_THAT_ENDS_IN_ITSELF -> core.put(tables + OVERFLOW, tables);
                case CHAIN_THAT_GOES_BACK -> {
                    core.put(tables + OVERFLOW, tables + BUCKET);
                    core.put(tables + BUCKET + OVERFLOW, tables);
                }
                case CHAIN_INTO_NOTHING -> core.put(tables + OVERFLOW, NOWHERE);
                case ARRAY_THAT_IS_NOT_AS_LONG ->
                    core.put(header + FLAGS_AND_B, core.get(header + FLAGS_AND_B) | 39 << 8);
                case DIRECTORY_THAT_IS_NOT_AS_LONG -> {
                    core.put(header + DIRECTORY_LENGTH, 1 << 30);
                    core.put(header + DEPTHS, 30 | (64 - 30) << 8);
                }
                case TABLE_THAT_IS_NOT_AS_LONG -> core.put(core.get(tables) + LENGTH_MASK, (1L << 40) - 1);
                case TABLE_WITHOUT_GROUPS -> core.put(core.get(tables) + GROUPS, NOWHERE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLieAboutSomeMapsCostsNoOther(Lie lie) throws Exception {
        GoTarget target = new GoTarget(lie.version, GoTarget.Build.STRIPPED);
        try (Truth truth = Truth.start(target)) {
            List<Truth.Line> known = truth.lines();
            Path core = write(truth);
            try (PatchedCore patched = PatchedCore.open(core)) {
                for (Truth.Line line : known) {
                    if (line.kind().equals(lie.kind)) {
                        lie.tell(patched, line.address());
                    }
                }
            }

            Census census = look(core, target);

            FoundMaps found = FoundMaps.of(census);
            assertThat(known).allSatisfy(line -> {
                if (line.kind().equals(lie.kind)) {
                    found.find(line.id())
                            .ifPresent(map -> assertThat(map.iterated()).isEmpty());
                } else {
                    assertThat(found.get(line.id()).count()).hasValue(line.length());
                    assertThat(found.get(line.id()).iterated()).hasValue(line.length());
                }
            });
            assertThat(census.incompleteReason().orElse("")).matches("(|[\\d,]+ maps cannot be followed to their end)");
            assertThat(census.incompleteReason().isPresent())
                    .isEqualTo(known.stream()
                            .anyMatch(line -> line.kind().equals(lie.kind)
                                    && found.find(line.id()).isPresent()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListThatIsNotAsLongIsReadAsFarAsItGoes(ListLength length) throws Exception {
        GoTarget target = new GoTarget("local", GoTarget.Build.PLAIN);
        try (Truth truth = Truth.start(target)) {
            List<Truth.Line> known = truth.lines();
            Path core = write(truth);
            try (PatchedCore patched = PatchedCore.open(core);
                    Elf elf = Elf.open(target.compile("truth"))) {
                String variable = length.variable;
                long at = new ElfSymbols(elf).named(variable).orElseThrow().address() + length.offset;
                patched.put(at + Long.BYTES, 1 << 26);
                patched.put(at + 2 * Long.BYTES, 1 << 26);
            }

            Census census = look(core, target);

            FoundMaps found = FoundMaps.of(census);
            assertThat(known.stream().filter(line -> !line.onStack()))
                    .allSatisfy(
                            line -> assertThat(found.get(line.id()).iterated()).hasValue(line.length()));
            assertThat(census.incompleteReason().orElse("")).matches(length.reason);
        }
    }

    enum ListLength {
        OF_SPANS("runtime.mheap_", ALL_SPANS, "[\\d,]+ spans could not be read"),
        OF_GOROUTINES("runtime.allgs", 0, "");

        private final String variable;
        private final int offset;
        private final String reason;

        ListLength(String variable, int offset, String reason) {
            this.variable = variable;
            this.offset = offset;
            this.reason = reason;
        }
    }

    private Path write(Truth truth) throws IOException {
        Path core = folder.resolve("core");
        CoreFile.write(truth.program().pid(), core);
        return core;
    }

    private static Census look(Path core, GoTarget target) throws Exception {
        try (CoreMemory memory = CoreMemory.open(core, target.compile("truth"))) {
            return GoMaps.of(memory, OptionalLong.empty(), InstantSource.system())
                    .census(GoMaps.Depth.DEEP, BOUNDED);
        }
    }
}
