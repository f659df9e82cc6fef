package io.maphealth.bench.scale;

import io.maphealth.bench.Benchmark;
import io.maphealth.bench.Table;
import io.maphealth.sidecar.delivery.ReportOutcome;
import io.maphealth.testkit.kube.ApiServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What two replicas of the operator cost with 2000 sidecars that report every 30 s, and what is lost when the one that
/// leads is killed.
///
/// `JAVA_TOOL_OPTIONS="-Dsidecars=500 -Dminutes=4"` changes its size.
public final class OperatorScale implements Benchmark {
    private static final int SIDECARS = Integer.getInteger("sidecars", 2_000);
    private static final int MINUTES = Integer.getInteger("minutes", 8);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /// As long as a kubelet needs to see that a container has ended and to start it anew.
    private static final Duration RESTART = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "operator-scale";
    }

    /// All sidecars are simulated in it.
    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx3g", "-Xss256k");
    }

    @Override
    public Table run() throws IOException, InterruptedException {
        Path programs = ApiServer.programs().orElseThrow(() -> new IOException("no kube-apiserver"));
        Path folder = Files.createTempDirectory("operator-scale");
        System.err.println("logs in " + folder);
        Installation installation = Installation.install(programs, folder);
        try (ApiServer _ = installation.server();
                LoadBalancer service = LoadBalancer.start();
                Replicas replicas = new Replicas(installation, service)) {
            List<WatchedPod> pods = new WatchedPods(installation.api()).make(SIDECARS);
            replicas.startAll();
            return measure(installation, replicas, new Fleet(pods, "https://localhost:" + service.port()));
        }
    }

    private record Fleet(List<WatchedPod> pods, String service) {}

    private static Table measure(Installation installation, Replicas replicas, Fleet fleet)
            throws IOException, InterruptedException {
        try (Crowd crowd = Crowd.start(fleet.pods(), URI.create(fleet.service()), authorities(installation))) {
            Minutes minutes = new Minutes(replicas, crowd);
            for (int minute = 1; minute <= MINUTES; minute++) {
                if (minute == MINUTES / 2 + 1) {
                    replicas.killLeader();
                    minutes.watch(RESTART);
                    replicas.startAll();
                    minutes.watch(MINUTE.minus(RESTART));
                } else {
                    minutes.watch(MINUTE);
                }
                minutes.end(minute);
                replicas.startAll();
            }
            crowd.stopAfterThisRound();
            return new Table(
                    "The operator with " + SIDECARS + " sidecars",
                    method(verdict(installation, crowd) + " Replicas that ended by themselves: " + replicas.restarts()
                            + "."),
                    Minutes.COLUMNS,
                    minutes.rows(Requests.read(installation.server().auditLog())));
        }
    }

    private static String method(String verdict) {
        return """
                %d simulated sidecars, each with the real delivery and a token of its own that is bound to its pod, report every
                %d s to two replicas of the operator, which run with the options of their image on a plain JDK. Pods, ReplicaSets
                and %d Deployments are objects in a real kube-apiserver on etcd; nodes and controllers there are none. The sidecars
                join over %d s. One in twenty finds something for four rounds. In minute %d the replica that leads is killed, and comes back %d s later.
                API server, etcd and all sidecars run on the same machine. CPU is of one core, resident memory the most in that
                minute, as the kernel accounts for them; requests are those that the API server wrote down.

                %s""".formatted(
                        SIDECARS,
                        Crowd.INTERVAL.toSeconds(),
                        SIDECARS / WatchedPods.REPLICAS,
                        Crowd.JOINING * Crowd.INTERVAL.toSeconds(),
                        MINUTES / 2 + 1,
                        RESTART.toSeconds(),
                        verdict);
    }

    private static String authorities(Installation installation) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            String authorities = installation.authorities("team-0");
            if (!authorities.isEmpty()) {
                return authorities;
            }
            Thread.sleep(500);
        }
        throw new IOException("the leader wrote no authorities");
    }

    /// What was lost, once everything had its time to arrive.
    private static String verdict(Installation installation, Crowd crowd) throws IOException, InterruptedException {
        Instant start = Instant.now();
        Instant end = start.plus(PATIENCE);
        while (crowd.waiting() > 0 && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        long arrived = Duration.between(start, Instant.now()).toMillis();
        while (!installation.told(true).equals(crowd.withFinding())
                && Instant.now().isBefore(end)) {
            Thread.sleep(1_000);
        }
        return "Of %d reports %d were taken (the last %.1f s after it was sent), %d refused, %d dropped, %d still waited; sending failed %d times for a while. The statuses have %d of %d pods, and %d of %d findings of the last round, %d that had ended."
                .formatted(
                        crowd.sent(),
                        crowd.count(ReportOutcome.TAKEN),
                        arrived / 1e3,
                        crowd.count(ReportOutcome.REFUSED),
                        crowd.count(ReportOutcome.DROPPED),
                        crowd.waiting(),
                        crowd.troubles(),
                        installation.told(false).size(),
                        SIDECARS,
                        installation.told(true).stream()
                                .filter(crowd.withFinding()::contains)
                                .count(),
                        crowd.withFinding().size(),
                        installation.told(true).stream()
                                .filter(it -> !crowd.withFinding().contains(it))
                                .count());
    }
}
