package io.maphealth.gomem.maps;

import io.maphealth.process.BudgetedMemory;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.Standstill;
import io.maphealth.process.UnreadableProcessException;
import io.maphealth.process.WalkBudget;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The one map of a look for which the program stands still while it is walked: it changes faster than it can be read.
///
/// Governed: a stop is forecast from how long the map just took to be walked, is refused when that is more than the
/// limit, ends at the limit whatever was read by then, and the program has run for many times as long before the next.
/// A map that was found wrong comes first, then those that were not looked at, the largest of them. For one
/// thread.
final class ShortStop {
    private static final int TRIES = 3;
    private static final int SLOWER_AT_MOST = 2;
    private static final Duration STOPPING = Duration.ofMillis(1);
    private static final int MOST_REMEMBERED = 1_000;

    private final Optional<LiveMemory> memory;
    private final WalkBudget budget;
    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> wrong = new HashSet<>();
    private Stops stops = Stops.NEVER;
    private Optional<Suspect> suspect = Optional.empty();
    private long notBefore = System.nanoTime();
    private Duration paused = Duration.ZERO;
    private Object lastRefused = "";

    /// A map that never agreed with itself.
    ///
    /// @param walk the best that could be seen of it
    /// @param shape of its tables before the list of spans was read
    /// @param walked how long that took
    record Suspect(MapWalk walk, long shape, Duration walked) {}

    /// @param bounded the memory that is walked; where it is not of a running process nothing is stopped
    ShortStop(BudgetedMemory bounded) {
        this.memory = bounded.memory() instanceof LiveMemory live ? Optional.of(live) : Optional.empty();
        this.budget = bounded.budget();
    }

    void startLook(Stops stops) {
        this.stops = stops;
        suspect = Optional.empty();
        paused = Duration.ZERO;
    }

    /// Keeps a suspect for which the program may be stopped, instead of the one that was kept if that is worth it less.
    ///
    /// @return the one that it will not be stopped for
    Optional<Suspect> offer(Suspect other) {
        boolean kept = stops.allowed()
                && memory.isPresent()
                && fits(other)
                && suspect.filter(before -> rank(before) >= rank(other)).isEmpty();
        if (!kept) {
            return Optional.of(other);
        }
        Optional<Suspect> before = suspect;
        suspect = Optional.of(other);
        return before;
    }

    Optional<Suspect> suspect() {
        return suspect;
    }

    /// How long the program stood still in this look.
    Duration paused() {
        return paused;
    }

    /// Walks while the program stands still; again, when it was just writing to the map.
    ///
    /// @param walk what is seen then, empty when it is nothing to rely on
    Optional<MapWalk> during(Supplier<Optional<MapWalk>> walk) {
        MapWalk map = suspect.orElseThrow().walk();
        Optional<MapWalk> settled = Optional.empty();
        for (int tries = 0; tries < TRIES && settled.isEmpty(); tries++) {
            settled = once(walk);
        }
        remember(map.address(), settled);
        return settled;
    }

    private Optional<MapWalk> once(Supplier<Optional<MapWalk>> walk) {
        try {
            Standstill.Outcome<Optional<MapWalk>> outcome =
                    memory.orElseThrow().stopped(stops.limit(), left -> within(left, walk));
            paused = paused.plus(outcome.pause());
            notBefore = System.nanoTime() + outcome.pause().toNanos() * stops.rest();
            return outcome.result();
        } catch (UnreadableProcessException unstoppable) {
            refuse(unstoppable.reason(), String.valueOf(unstoppable.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<MapWalk> within(Duration left, Supplier<Optional<MapWalk>> walk) {
        budget.startPart(left);
        try {
            return walk.get();
        } finally {
            budget.endPart();
        }
    }

    private boolean fits(Suspect other) {
        if (System.nanoTime() - notBefore < 0) {
            return false;
        }
        Duration forecast = other.walked().multipliedBy(SLOWER_AT_MOST).plus(STOPPING);
        if (forecast.compareTo(stops.limit()) <= 0) {
            return true;
        }
        refuse(
                other.walk().address(),
                "the map at 0x%x may take %d ms to walk and the limit of a stop is %d ms; raise it to %2$d"
                        .formatted(
                                other.walk().address(),
                                forecast.toMillis() + 1,
                                stops.limit().toMillis()));
        return false;
    }

    /// Tells it once for each thing that is refused in a row.
    private void refuse(Object what, String reason) {
        if (!what.equals(lastRefused)) {
            lastRefused = what;
            stops.refused().accept("StopRefused: " + reason);
        }
    }

    private long rank(Suspect one) {
        long address = one.walk().address();
        long turn = (wrong.contains(address) ? 2L : 0L) + (seen.contains(address) ? 0L : 1L);
        return (turn << Integer.SIZE) + Math.clamp(one.walk().count(), 0, Integer.MAX_VALUE);
    }

    private void remember(long address, Optional<MapWalk> settled) {
        if (seen.size() == MOST_REMEMBERED || wrong.size() == MOST_REMEMBERED) {
            seen.clear();
            wrong.clear();
        }
        seen.add(address);
        if (settled.filter(walk -> walk.drift() != 0).isPresent()) {
            wrong.add(address);
        } else {
            wrong.remove(address);
        }
    }
}
