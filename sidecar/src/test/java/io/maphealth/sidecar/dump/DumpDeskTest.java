package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.sidecar.config.DumpConfig;
import io.maphealth.sidecar.config.DumpPolicy;
import io.maphealth.sidecar.dump.HeapSize.Basis;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.SourceUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DumpDeskTest {
    private static final long MIB = 1 << 20;
    private static final HeapSize GIB = new HeapSize(1024 * MIB, Basis.USED);
    private static final DumpRoom PLENTY = new DumpRoom(0, 1_000_000 * MIB, false, OptionalLong.empty());

    private final AtomicLong nanoTime = new AtomicLong();
    private final DumpDesk desk = new DumpDesk(
            new DumpConfig(
                    Optional.empty(),
                    4096 * MIB,
                    Optional.empty(),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    DumpPolicy.PROPOSE),
            nanoTime::get);

    @Test
    void givesOneTurnAtATime() throws SourceUnavailableException {
        try (DumpTurn _ = begin(GIB, PLENTY)) {
            assertRefused("another dump", () -> begin(GIB, PLENTY));
        }
    }

    @Test
    void asksForACoolDownAfterADumpThatWasBegun() throws SourceUnavailableException {
        begin(GIB, PLENTY).close();
        pass(Duration.ofSeconds(59));
        assertRefused("the last dump was begun 59 s ago", () -> begin(GIB, PLENTY));

        pass(Duration.ofSeconds(1));
        begin(GIB, PLENTY).close();
    }

    @Test
    void compressesWhatHasNoRoomOtherwise() throws SourceUnavailableException {
        DumpRoom tight = new DumpRoom(0, 600 * MIB, false, OptionalLong.empty());

        try (DumpTurn turn = begin(GIB, PLENTY)) {
            assertThat(turn.format()).isEqualTo(DumpFormat.PLAIN);
        }
        pass(Duration.ofMinutes(1));
        try (DumpTurn turn = begin(new HeapSize(900 * MIB, Basis.USED), tight)) {
            assertThat(turn.format()).isEqualTo(DumpFormat.GZIP);
        }
    }

    @Test
    void saysWhatStandsAgainstThePlainFormatWhenNoneIsAllowed() {
        DumpRoom none = new DumpRoom(0, MIB, false, OptionalLong.empty());

        assertRefused("would take 1536 MiB and the folder for it has 1 MiB left", () -> begin(GIB, none));
    }

    @Test
    void learnsFromThePausesItSees() throws SourceUnavailableException {
        HeapSize three = new HeapSize(3 * 1024 * MIB, Basis.USED);
        DumpRoom room = new DumpRoom(-4096 * MIB, 1_000_000 * MIB, false, OptionalLong.empty());
        assertRefused("may stop the target for 37 s", () -> begin(three, room));

        try (DumpTurn turn = begin(GIB, PLENTY)) {
            turn.paused(Duration.ofSeconds(3));
        }
        pass(Duration.ofMinutes(1));
        begin(three, room).close();
    }

    private DumpTurn begin(HeapSize heap, DumpRoom room) throws SourceUnavailableException {
        return desk.begin(heap, room, List.of(DumpFormat.values()));
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private static void assertRefused(String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SourceUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(FailureReason.REFUSED))
                .hasMessageStartingWith("DumpRefused: ")
                .hasMessageContaining(words);
    }
}
