package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.core.Census;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.hotspot.audit.JvmHeapReader;
import io.maphealth.hprof.HeapDumpOptions;
import io.maphealth.hprof.HeapDumpReader;
import io.maphealth.hprof.Progress;
import io.maphealth.sidecar.config.DumpConfig;
import io.maphealth.sidecar.config.DumpPolicy;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.JvmMemorySource;
import io.maphealth.sidecar.source.RememberedSource;
import io.maphealth.sidecar.source.SourceUnavailableException;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.hprof.MapZoo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real JVMs, one with a collector (Epsilon) whose heap is not read live.
class HistogramSourceTest {
    private static final long MB = 1_000_000;
    private static final Site HASH_MAPS = Site.of("java.util.HashMap");

    @TempDir
    private Path folder;

    @Test
    void whereTheHeapCannotBeReadLiveHistogramsArePolled() throws Exception {
        try (MapZoo zoo = zoo("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx1g")) {
            RememberedSource live = new RememberedSource(new JvmMemorySource(
                    new JvmMemorySource.Jvm(Path.of("/proc"), zoo.pid(), "zoo"),
                    JvmHeapReader.Limits.DEFAULT,
                    InstantSource.system()));
            HistogramSource source = source(zoo, live::useless, Duration.ofMinutes(5));
            assertThat(source.ready()).isFalse();
            assertThatThrownBy(live::look)
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageContaining("the collector is none of G1, Serial, Parallel, Shenandoah and ZGC");
            assertThat(source.ready()).isTrue();

            Census census = source.look();

            assertThat(census.target().source()).isEqualTo(SourceKind.CLASS_HISTOGRAM);
            assertThat(census.pause()).isPositive();
            assertThat(source.ready()).isFalse();
        }
    }

    @Test
    void aHistogramTellsHowManyEntriesThereAre() throws Exception {
        try (MapZoo zoo = zoo()) {
            SiteSnapshot dumped =
                    sum(new HeapDumpReader(HeapDumpOptions.DEFAULT, InstantSource.system(), Progress.SILENT)
                            .read(zoo.dump("zoo.hprof")));

            Census census = source(zoo, () -> true, Duration.ofMinutes(5)).look();

            SiteSnapshot counted = census.sites().stream()
                    .filter(site -> site.site().equals(HASH_MAPS))
                    .findFirst()
                    .orElseThrow();
            // not of what maps say: one of them has lost entries
            long entries = dumped.iterated().getAsLong();
            assertThat((double) counted.count().getAsLong()).isBetween((double) entries, 1.5 * entries);
            assertThat(counted.heldBytes()).isGreaterThan(dumped.heldBytes() / 2);
        }
    }

    @Test
    void aHistogramThatMayStopTheTargetForTooLongIsRefused() throws Exception {
        try (MapZoo zoo = zoo()) {
            HistogramSource source = source(zoo, () -> true, Duration.ofMillis(1));

            assertThatThrownBy(source::look)
                    .isInstanceOfSatisfying(
                            SourceUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(FailureReason.REFUSED))
                    .hasMessageContaining("MAPHEALTH_LIVENESS_BUDGET_SEC");
        }
    }

    @Test
    void aDumpIsTakenOnceForEachAlarmAndNamesTheMaps() throws Exception {
        try (MapZoo zoo = zoo()) {
            GrowthAlarm alarm = new GrowthAlarm();
            HeapDumpSource dumps = new HeapDumpSource(
                    new DumpOnAlarm(
                            alarm,
                            new AttachDumps(
                                    zoo.pid(), folder, new DumpDesk(limits(Duration.ofMinutes(5)), System::nanoTime))),
                    new HeapDumpReader(HeapDumpOptions.DEFAULT, InstantSource.system(), Progress.SILENT),
                    "zoo");
            assertThat(dumps.ready()).isFalse();
            for (int i = 0; i <= 10; i++) {
                alarm.heard(i < 10 ? 100 * MB : 200 * MB, Optional.empty());
            }
            assertThat(dumps.ready()).isTrue();

            Census census = dumps.look();

            assertThat(census.sites())
                    .map(site -> site.site().owner().orElse("nobody"))
                    .contains("MapZoo$Maps.hashMapLarge");
            assertThat(dumps.ready()).isFalse();
        }
    }

    private MapZoo zoo(String... options) {
        MapZoo zoo = MapZoo.start(Jdks.current(), folder, options);
        zoo.truth();
        return zoo;
    }

    /// Maps of all owners together.
    private static SiteSnapshot sum(Census census) {
        return census.sites().stream()
                .filter(site -> site.site().type().matches("java\\.util\\.Hash(Map|Set)"))
                .reduce((one, other) -> new SiteSnapshot(
                        HASH_MAPS,
                        one.maps(),
                        one.count(),
                        OptionalLong.of(
                                one.iterated().getAsLong() + other.iterated().getAsLong()),
                        one.heldBytes() + other.heldBytes(),
                        one.neededBytes(),
                        one.peakEvidence(),
                        one.samplingError(),
                        one.keySurvival()))
                .orElseThrow();
    }

    private HistogramSource source(MapZoo zoo, BooleanSupplier needed, Duration budget) {
        return new HistogramSource(
                new HistogramSource.Jvm(zoo.pid(), "zoo"),
                new HistogramSource.Use(needed, new GrowthAlarm()),
                limits(budget),
                new HistogramSource.Clocks(InstantSource.system(), System::nanoTime));
    }

    private DumpConfig limits(Duration budget) {
        return new DumpConfig(
                Optional.of(folder), 1L << 30, Optional.empty(), budget, Duration.ZERO, DumpPolicy.PROPOSE);
    }
}
