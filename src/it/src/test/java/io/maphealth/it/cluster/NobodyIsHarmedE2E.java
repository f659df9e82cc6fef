package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever breaks of the operator, pods are made, run and end as they would without us.
class NobodyIsHarmedE2E {
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.running();
        cluster.clean();
    }

    @BeforeEach
    void installAndRepair() {
        cluster.install();
        cluster.kubectl("-n", "maphealth", "rollout", "status", "deployment/maphealth-operator", "--timeout=170s");
    }

    @AfterAll
    static void clean() {
        cluster.clean();
    }

    @Test
    void whileTheOperatorIsScaledToNothing() {
        cluster.scaleOperator(0);
        Bystanders bystanders = Bystanders.in(cluster, "unasked");

        bystanders.assertThatTheyRunAndEnd();
        assertThat(bystanders.containers()).doesNotContain("maphealth");
    }

    @Test
    void whileTheWebhookIsKilled() {
        cluster.kubectl("-n", "maphealth", "delete", "pod", "--all", "--force", "--grace-period=0", "--wait=false");

        Bystanders.in(cluster, "killed").assertThatTheyRunAndEnd();
    }

    @Test
    void whenTheCertificatesHaveExpiredAndOnceTheOperatorHasMadeNewOnesAllIsAsBefore(@TempDir Path folder)
            throws Exception {
        MadeAuthority expired = MadeAuthority.create(folder, 31, 30);
        cluster.kubectl(
                "-n",
                "maphealth",
                "patch",
                "secret",
                "maphealth-certificates",
                "--type=merge",
                "-p=" + expired.inSecret("authority", "tls"));
        cluster.kubectl(
                "patch", "mutatingwebhookconfiguration", "maphealth", "--type=json", "-p=" + expired.asTrustOf(2));

        Bystanders bystanders = Bystanders.in(cluster, "expired");
        bystanders.assertThatTheyRunAndEnd();
        bystanders.awaitSidecar();
    }

    @Test
    void whileTheIntakeRefusesReports() {
        cluster.kubectl("delete", "clusterrolebinding", "maphealth-operator");
        Bystanders bystanders = Bystanders.in(cluster, "refused");

        bystanders.awaitLogOfSidecar("a report was not taken");
        bystanders.assertThatTheyRunAndEnd();
    }
}
