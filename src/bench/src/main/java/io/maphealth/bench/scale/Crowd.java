package io.maphealth.bench.scale;

import io.maphealth.sidecar.delivery.Delivery;
import io.maphealth.sidecar.delivery.ReportOutcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Sidecars that report every [#INTERVAL], evenly spread over it, each with the real delivery of its
/// own: its thread, its store, its tries. They join over the first [#JOINING] rounds: a first report
/// costs a handshake, a review of its token and the search of an owner.
final class Crowd implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(30);
    static final int JOINING = 6;

    private final List<SimulatedSidecar> sidecars = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong troubles = new AtomicLong();
    private final Map<ReportOutcome, Long> outcomes = new ConcurrentHashMap<>();
    private volatile long lastRound;
    private final Thread clock = Thread.ofPlatform().name("rounds").unstarted(this::goRound);

    private Crowd() {}

    static Crowd start(List<WatchedPod> pods, URI operator, String authorities) {
        Crowd crowd = new Crowd();
        for (WatchedPod pod : pods) {
            crowd.sidecars.add(new SimulatedSidecar(crowd.sidecars.size(), pod, Instant.now()));
            crowd.deliveries.add(Delivery.start(
                    pod.reportingTo(operator, authorities),
                    _ -> crowd.troubles.incrementAndGet(),
                    outcome -> crowd.outcomes.merge(outcome, 1L, Long::sum)));
        }
        crowd.clock.start();
        return crowd;
    }

    long sent() {
        return sent.get();
    }

    long count(ReportOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /// How often a sidecar began to have trouble with sending.
    long troubles() {
        return troubles.get();
    }

    long waiting() {
        long settled = 0;
        for (ReportOutcome outcome : ReportOutcome.values()) {
            settled += count(outcome);
        }
        return sent() - settled;
    }

    /// No report is added after the round that has begun.
    void stopAfterThisRound() throws InterruptedException {
        clock.interrupt();
        clock.join();
    }

    /// `namespace/pod` of all whose last report had a finding.
    Set<String> withFinding() {
        return sidecars.stream()
                .filter(it -> it.hasFinding(ownRound(lastRound, it.number())))
                .map(it -> it.pod().namespace() + "/" + it.pod().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        clock.interrupt();
        deliveries.forEach(Delivery::close);
    }

    private void goRound() {
        long start = System.nanoTime();
        boolean last = false;
        for (long round = 1; !last; round++) {
            lastRound = round;
            for (int number = 0; number < sidecars.size(); number++) {
                last |= !sleepUntil(start + due(round, number), last);
                long own = ownRound(round, number);
                if (own > 0) {
                    deliveries.get(number).send(sidecars.get(number).report(own, INTERVAL, Instant.now()));
                    sent.incrementAndGet();
                }
            }
        }
    }

    /// Of a sidecar; none before it joins.
    private static long ownRound(long round, int number) {
        return round - number % JOINING;
    }

    private long due(long round, int number) {
        return (round - 1) * INTERVAL.toNanos() + INTERVAL.toNanos() * number / sidecars.size();
    }

    /// Whether it was not interrupted; in the last round nobody sleeps.
    private static boolean sleepUntil(long nanoTime, boolean last) {
        long wait = nanoTime - System.nanoTime();
        if (wait <= 0 || last) {
            return true;
        }
        try {
            Thread.sleep(Duration.ofNanos(wait));
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
