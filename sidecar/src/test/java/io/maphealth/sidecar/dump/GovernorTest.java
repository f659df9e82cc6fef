package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.sidecar.config.DumpConfig;
import io.maphealth.sidecar.config.DumpPolicy;
import io.maphealth.sidecar.dump.HeapSize.Basis;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GovernorTest {
    private static final long MIB = 1 << 20;
    private static final DumpRoom PLENTY = new DumpRoom(0, 1_000_000 * MIB, false, OptionalLong.empty());

    private final Governor governor = new Governor(new DumpConfig(
            Optional.empty(),
            4096 * MIB,
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(600),
            DumpPolicy.PROPOSE));

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "30000, ''",
        "30001, 'a dump of 512 MiB of used heap may stop the target for 31 s and its liveness budget is 30 s; raise"
                + " period x failureThreshold of its liveness probe, and MAPHEALTH_LIVENESS_BUDGET_SEC with it, to 31'",
    })
    void refusesWhatTakesLongerThanTheLivenessBudget(long pauseMillis, String reason) {
        assertThat(objection(dump(Duration.ofMillis(pauseMillis), MIB), now(PLENTY)))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4096, ''",
        "1, 4095, ''",
        "1, 4096, 'dumps would take 4097 MiB and their quota is 4096 MiB; raise MAPHEALTH_DUMP_QUOTA_MIB to 4097'",
    })
    void refusesWhatIsBeyondTheQuota(long usedMib, long fileMib, String reason) {
        DumpRoom room = new DumpRoom(usedMib * MIB, 1_000_000 * MIB, false, OptionalLong.empty());

        assertThat(objection(dump(Duration.ZERO, fileMib * MIB), now(room))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, ''",
        "101, 100, 'the dump would take 101 MiB and the folder for it has 100 MiB left; give its volume 1 MiB more'",
        "1, 0, 'the dump would take 1 MiB and the folder for it has 0 MiB left; give its volume 1 MiB more'",
    })
    void refusesWhatTheDiskHasNoRoomFor(long fileMib, long freeMib, String reason) {
        DumpRoom room = new DumpRoom(0, freeMib * MIB, false, OptionalLong.empty());

        assertThat(objection(dump(Duration.ZERO, fileMib * MIB), now(room))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "false, 64, ''",
        "false, 63, 'the dump needs 64 MiB of memory and the target''s container has 63 MiB left; raise its memory"
                + " limit by 1 MiB'",
        "true, 164, ''",
        "true, 163, 'the dump needs 164 MiB of memory, since the folder for it is in memory, and the target''s"
                + " container has 163 MiB left; raise its memory limit by 1 MiB'",
    })
    void refusesWhatTheContainerHasNoMemoryFor(boolean inMemory, long freeMib, String reason) {
        DumpRoom room = new DumpRoom(0, 1_000_000 * MIB, inMemory, OptionalLong.of(freeMib * MIB));

        assertThat(objection(dump(Duration.ZERO, 100 * MIB), now(room))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "600, ''",
        "599, 'the last dump was begun 599 s ago and MAPHEALTH_DUMP_COOL_DOWN_SEC is 600; wait or lower it'",
    })
    void refusesWhatComesTooSoon(long sinceSeconds, String reason) {
        DumpConditions now = new DumpConditions(false, Optional.of(Duration.ofSeconds(sinceSeconds)), PLENTY);

        assertThat(objection(dump(Duration.ZERO, MIB), now)).isEqualTo(reason);
    }

    @Test
    void refusesTheSecondOfTwoAtOnce() {
        DumpConditions now = new DumpConditions(true, Optional.empty(), PLENTY);

        assertThat(objection(dump(Duration.ZERO, MIB), now))
                .isEqualTo("another dump of this target is being taken; try again when it has been read");
    }

    private String objection(DumpForecast dump, DumpConditions now) {
        return governor.objection(dump, now)
                .map(refused -> refused.line().replaceFirst("^DumpRefused: ", ""))
                .orElse("");
    }

    private static DumpForecast dump(Duration pause, long fileBytes) {
        return new DumpForecast(new HeapSize(512 * MIB, Basis.USED), DumpFormat.PLAIN, pause, fileBytes);
    }

    private static DumpConditions now(DumpRoom room) {
        return new DumpConditions(false, Optional.empty(), room);
    }
}
