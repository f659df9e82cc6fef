package io.maphealth.bench.scale;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.Drift;
import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.Verdict;
import io.maphealth.protocol.Look;
import io.maphealth.protocol.Report;
import io.maphealth.protocol.ReportedFinding;
import io.maphealth.protocol.ReportedFinding.State;
import io.maphealth.protocol.Reporter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the sidecar of a pod would tell: ten sites whose figures change with every round, and, where its number is the
/// twentieth, a finding that opens in one of the first ten rounds and lasts for four.
record SimulatedSidecar(int number, WatchedPod pod, Instant startedAt) {
    private static final int WITH_FINDING = 20;
    private static final int FIRST_ROUNDS = 10;
    private static final int LASTS = 4;
    private static final int SITES = 10;
    private static final int MOST_REPORTED = 10;

    Report report(long round, Duration interval, Instant now) {
        return new Report(
                "0.1.0-SNAPSHOT",
                startedAt,
                now,
                new Reporter(
                        pod.namespace(), pod.name(), Optional.of(pod.uid()), "app", Optional.empty(), Optional.empty()),
                2,
                round,
                interval,
                List.of(Look.of(census(round, now), MOST_REPORTED)),
                findings(round, now),
                List.of());
    }

    boolean hasFinding(long round) {
        return number % WITH_FINDING == 0 && round >= opens() && round < opens() + LASTS;
    }

    private long opens() {
        return 1L + number / WITH_FINDING % FIRST_ROUNDS;
    }

    private List<ReportedFinding> findings(long round, Instant now) {
        if (hasFinding(round)) {
            return List.of(new ReportedFinding(drift(now), round == opens() ? State.OPENED : State.ONGOING, now));
        }
        return number % WITH_FINDING == 0 && round == opens() + LASTS
                ? List.of(new ReportedFinding(drift(now), State.ENDED, now))
                : List.of();
    }

    private Finding drift(Instant now) {
        long count = 10_000;
        long allowed = Drift.allowed(count);
        return new Finding.CountDrift(
                new Verdict(site(0), Optional.empty(), Severity.WARNING, 0.9, now),
                count,
                count + 2 * allowed,
                allowed);
    }

    private Census census(long round, Instant now) {
        CensusBuilder census = new CensusBuilder(
                new Target(
                        TargetRuntime.GO,
                        Optional.of("go1.26.8"),
                        SourceKind.PROCESS_MEMORY,
                        OptionalLong.of(1),
                        "app"),
                0);
        for (int site = 0; site < SITES; site++) {
            long entries = 1_000L * (site + 1) + round;
            census.add(MapSnapshot.builder("0x" + Long.toHexString(0xc000000000L + site), site(site), "go-swiss")
                    .count(entries)
                    .iterated(entries)
                    .heldBytes(entries * 48)
                    .neededBytes(entries * 40)
                    .build());
        }
        return census.build(now, Duration.ofMillis(40));
    }

    private static Site site(int number) {
        return Site.of("map[string]*shop.Session" + number, "shop.(*Registry).sessions" + number);
    }
}
