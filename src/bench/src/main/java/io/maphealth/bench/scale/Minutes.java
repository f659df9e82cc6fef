package io.maphealth.bench.scale;

import io.maphealth.bench.ProcessUsage;
import io.maphealth.sidecar.delivery.ReportOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was used, taken and asked in each minute.
final class Minutes {
    static final List<String> COLUMNS = List.of(
            "minute",
            "leads at its end",
            "a: resident MiB",
            "a: CPU",
            "b: resident MiB",
            "b: CPU",
            "reports taken",
            "status writes",
            "Events",
            "TokenReviews",
            "requests in all");
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final double MIB = 1 << 20;

    private final Replicas replicas;
    private final Crowd crowd;
    private final List<Minute> all = new ArrayList<>();
    private final Map<String, Long> mostResident = new HashMap<>();
    private final Map<Long, Duration> cpuBefore = new HashMap<>();
    private final Map<String, Duration> cpu = new HashMap<>();
    private Instant began = Instant.now();
    private long takenBefore;

    Minutes(Replicas replicas, Crowd crowd) throws IOException {
        this.replicas = replicas;
        this.crowd = crowd;
        // what the start took is no part of the first minute
        look();
        cpu.clear();
    }

    /// What is known of one before the audit log is read.
    private record Minute(int number, Instant began, Instant ended, List<String> cells, long taken) {}

    void watch(Duration length) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(length);
        while (Instant.now().isBefore(end)) {
            Thread.sleep(STEP);
            look();
        }
    }

    void end(int number) throws IOException, InterruptedException {
        look();
        Instant now = Instant.now();
        double seconds = Duration.between(began, now).toNanos() / 1e9;
        List<String> cells = new ArrayList<>(List.of(replicas.leader()));
        for (String pod : Replicas.PODS) {
            cells.add("%.0f".formatted(mostResident.getOrDefault(pod, 0L) / MIB));
            cells.add("%.2f".formatted(cpu.getOrDefault(pod, Duration.ZERO).toNanos() / 1e9 / seconds));
        }
        long taken = crowd.count(ReportOutcome.TAKEN);
        all.add(new Minute(number, began, now, cells, taken - takenBefore));
        System.err.println(number + " " + cells + " " + (taken - takenBefore));
        mostResident.clear();
        cpu.clear();
        takenBefore = taken;
        began = now;
    }

    List<List<String>> rows(Requests requests) {
        return all.stream()
                .map(it -> row(it, requests.between(it.began(), it.ended())))
                .toList();
    }

    private static List<String> row(Minute minute, Requests requests) {
        List<String> row = new ArrayList<>(List.of(Integer.toString(minute.number())));
        row.addAll(minute.cells());
        row.add(Long.toString(minute.taken()));
        for (String what : List.of("patch maphealths/status", "create events", "create tokenreviews", "")) {
            row.add(Long.toString(requests.count(what)));
        }
        return row;
    }

    private void look() throws IOException {
        for (String pod : Replicas.PODS) {
            Optional<OperatorProcess> replica = replicas.find(pod);
            if (replica.isPresent()) {
                ProcessUsage usage = replica.get().usage();
                long pid = replica.get().process().pid();
                mostResident.merge(pod, usage.residentBytes(), Math::max);
                Duration before = cpuBefore.getOrDefault(pid, Duration.ZERO);
                cpu.merge(pod, usage.cpu().minus(before), Duration::plus);
                cpuBefore.put(pid, usage.cpu());
            }
        }
    }
}
