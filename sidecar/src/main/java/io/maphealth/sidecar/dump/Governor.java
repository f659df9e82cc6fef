package io.maphealth.sidecar.dump;

import io.maphealth.sidecar.config.DumpConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Compares what a dump would cost with what it may cost. Decides, and does nothing else.
public final class Governor {
    /// The JVM's buffers while it writes.
    static final long WORKING_MEMORY = 64L << 20;

    private static final long MIB = 1 << 20;

    private final DumpConfig limits;

    public Governor(DumpConfig limits) {
        this.limits = limits;
    }

    /// The first reason not to take the dump; none when it may be taken.
    public Optional<DumpRefused> objection(DumpForecast dump, DumpConditions now) {
        return Stream.of(
                        another(now),
                        coolDown(now),
                        pause(dump),
                        quota(dump, now.room()),
                        disk(dump, now.room()),
                        memory(dump, now.room()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(reason -> new DumpRefused("DumpRefused: " + reason));
    }

    private static Optional<String> another(DumpConditions now) {
        return when(
                now.anotherIsTaken(), "another dump of this target is being taken; try again when it has been read");
    }

    private Optional<String> coolDown(DumpConditions now) {
        Duration since = now.sinceLast().orElse(limits.coolDown());
        return when(
                since.compareTo(limits.coolDown()) < 0,
                "the last dump was begun %d s ago and MAPHEALTH_DUMP_COOL_DOWN_SEC is %d; wait or lower it"
                        .formatted(since.toSeconds(), limits.coolDown().toSeconds()));
    }

    private Optional<String> pause(DumpForecast dump) {
        return when(
                dump.pause().compareTo(limits.livenessBudget()) > 0,
                "a dump of %d MiB of %s may stop the target for %d s and its liveness budget is %d s; raise period x"
                                .formatted(
                                        dump.heap().bytes() / MIB,
                                        dump.heap().basis().words(),
                                        roundedUp(dump.pause()),
                                        limits.livenessBudget().toSeconds())
                        + " failureThreshold of its liveness probe, and MAPHEALTH_LIVENESS_BUDGET_SEC with it, to "
                        + roundedUp(dump.pause()));
    }

    private Optional<String> quota(DumpForecast dump, DumpRoom room) {
        long wanted = mibRoundedUp(room.quotaUsedBytes() + dump.fileBytes());
        long quota = limits.quotaBytes() / MIB;
        return when(
                wanted > quota,
                "dumps would take %d MiB and their quota is %d MiB; raise MAPHEALTH_DUMP_QUOTA_MIB to %d"
                        .formatted(wanted, quota, wanted));
    }

    private static Optional<String> disk(DumpForecast dump, DumpRoom room) {
        long wanted = mibRoundedUp(dump.fileBytes());
        long free = room.freeDiskBytes() / MIB;
        return when(
                wanted > free,
                "the dump would take %d MiB and the folder for it has %d MiB left; give its volume %d MiB more"
                        .formatted(wanted, free, wanted - free));
    }

    private static Optional<String> memory(DumpForecast dump, DumpRoom room) {
        long wanted = mibRoundedUp(WORKING_MEMORY + (room.diskIsMemory() ? dump.fileBytes() : 0));
        long free = room.freeMemoryBytes().orElse(Long.MAX_VALUE) / MIB;
        String why = room.diskIsMemory() ? ", since the folder for it is in memory," : "";
        return when(
                wanted > free,
                "the dump needs %d MiB of memory%s and the target's container has %d MiB left; raise its memory limit"
                                .formatted(wanted, why, free)
                        + " by %d MiB".formatted(wanted - free));
    }

    private static Optional<String> when(boolean refused, String line) {
        return refused ? Optional.of(line) : Optional.empty();
    }

    private static long roundedUp(Duration time) {
        return time.plusMillis(999).toSeconds();
    }

    private static long mibRoundedUp(long bytes) {
        return (bytes + MIB - 1) / MIB;
    }
}
