package io.maphealth.bench.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The two replicas, behind their Service.
final class Replicas implements AutoCloseable {
    static final List<String> PODS = List.of("operator-a", "operator-b");

    private final Installation installation;
    private final LoadBalancer service;
    private final Path kubeconfig;
    private final String memory;
    private final List<OperatorProcess> running = new ArrayList<>();
    private int restarts;

    Replicas(Installation installation, LoadBalancer service) throws IOException, InterruptedException {
        this.installation = installation;
        this.service = service;
        this.kubeconfig = installation.kubeconfig();
        this.memory = installation.memoryLimit();
    }

    /// Starts those that do not run, as a kubelet would, and waits until they are ready.
    void startAll() throws IOException, InterruptedException {
        for (OperatorProcess ended :
                running.stream().filter(it -> !it.process().isAlive()).toList()) {
            running.remove(ended);
            service.remove(ended.port());
            restarts++;
        }
        for (String pod : PODS) {
            if (find(pod).isEmpty()) {
                OperatorProcess started = OperatorProcess.start(pod, kubeconfig, installation.folder(), memory);
                running.add(started);
                started.awaitReady();
                service.add(started.port());
            }
        }
    }

    /// Its port stays on the Service's list until the first who asks there is refused, as long as a kubelet needs to
    /// see it.
    void killLeader() throws IOException, InterruptedException {
        String leader = installation.leader();
        OperatorProcess victim = running.stream()
                .filter(it -> leader.startsWith(it.pod()))
                .findFirst()
                .orElseThrow(() -> new IOException("nobody leads: " + leader));
        victim.kill();
        running.remove(victim);
        Thread.ofVirtual().start(() -> leave(victim));
    }

    Optional<OperatorProcess> find(String pod) {
        return running.stream()
                .filter(it -> it.pod().equals(pod))
                .filter(it -> it.process().isAlive())
                .findFirst();
    }

    /// How many ended by themselves, as one does that has lost its lease.
    int restarts() {
        return restarts;
    }

    String leader() throws IOException, InterruptedException {
        return installation.leader();
    }

    @Override
    public void close() {
        running.forEach(OperatorProcess::close);
    }

    private void leave(OperatorProcess victim) {
        try {
            Thread.sleep(5_000);
            service.remove(victim.port());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
