package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.api.MapHealth;
import io.maphealth.testkit.kube.ApiServer;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator that may not list one kind of workloads: it says so, does all else, and goes on by itself once it may.
class WithdrawnRightTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String KIND = "daemonsets";
    private static final String RESOURCE = "daemonsets.apps";

    @TempDir
    private static Path folder;

    @Test
    void isToldAndLeavesEverythingElseAtWorkUntilItIsBack() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(InformerWatch.class.getName());
        logger.addHandler(new Lines(log));
        try (ApiServer server = Servers.start(folder);
                KubernetesClient admin = new Clients(server).admin()) {
            Shop shop = new Shop(admin);
            shop.install();
            ClusterRole all =
                    admin.rbac().clusterRoles().withName("maphealth-operator").get();
            admin.resource(without(all)).update();
            KubernetesClient client = new Clients(server).withToken(RunningOperator.token(admin));
            try (RunningOperator operator =
                    RunningOperator.start(client, "maphealth-operator", folder.resolve("operator"))) {
                shop.apply(Shop.workload("DaemonSet", "agent", "maphealth.io/monitor: default"));
                shop.apply(Shop.workload("Deployment", "web", "maphealth.io/monitor: default"));

                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(operator.troubles()).containsOnlyKeys(RESOURCE);
                    assertThat(unwatched(operator)).isEqualTo(1);
                    assertThat(health(admin, "deployment-web")).isPresent();
                });
                assertThat(health(admin, "daemonset-agent")).isEmpty();

                admin.rbac().clusterRoles().withName("maphealth-operator").edit(role -> withRulesOf(role, all));

                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(operator.troubles()).isEmpty();
                    assertThat(unwatched(operator)).isZero();
                    assertThat(health(admin, "daemonset-agent")).isPresent();
                });
            }
        }
        assertThat(log).hasSize(2);
        assertThat(log.getFirst())
                .startsWith("daemonsets.apps cannot be watched, tried again: daemonsets.apps is forbidden: User"
                        + " \"system:serviceaccount:maphealth:maphealth-operator\" cannot list");
        assertThat(log.getLast()).isEqualTo("daemonsets.apps can be watched again");
    }

    private static ClusterRole without(ClusterRole all) {
        return all.edit()
                .editMatchingRule(rule -> rule.getResources().contains(KIND))
                .removeFromResources(KIND)
                .endRule()
                .build();
    }

    private static ClusterRole withRulesOf(ClusterRole role, ClusterRole other) {
        return role.edit().withRules(other.getRules()).build();
    }

    private static double unwatched(RunningOperator operator) {
        return operator.meters()
                .get("maphealth.operator.unwatched")
                .tag("resource", RESOURCE)
                .gauge()
                .value();
    }

    private static Optional<MapHealth> health(KubernetesClient admin, String name) {
        return Optional.ofNullable(admin.resources(MapHealth.class)
                .inNamespace("shop")
                .withName(name)
                .get());
    }

    private static final class Lines extends Handler {
        private final List<String> lines;

        private Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord told) {
            String line = MessageFormat.format(told.getMessage(), told.getParameters());
            // others log to it, too: of operators beside this one
            if (line.startsWith(RESOURCE)) {
                lines.add(line);
            }
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
