package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Whatever breaks of the operator, pods are made, run and end as they would without us.
@Isolated("breaks the operator")
class NobodyIsHarmedE2E {
    private final Cluster cluster = Cluster.running();

    @BeforeEach
    void installAndRepair() {
        Installation.make(cluster);
    }

    @Test
    void whileTheOperatorIsScaledToNothing() {
        Installation.scale(cluster, 0);

        try (Bystanders bystanders = Bystanders.in(cluster, "unasked")) {
            bystanders.assertThatTheyRunAndEnd();
            assertThat(bystanders.containers()).doesNotContain("maphealth");
        }
    }

    @Test
    void whileTheWebhookIsKilled() {
        cluster.kubectl("-n", "maphealth", "delete", "pod", "--all", "--force", "--grace-period=0", "--wait=false");

        try (Bystanders bystanders = Bystanders.in(cluster, "killed")) {
            bystanders.assertThatTheyRunAndEnd();
        }
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

        try (Bystanders bystanders = Bystanders.in(cluster, "expired")) {
            bystanders.assertThatTheyRunAndEnd();
            bystanders.awaitSidecar();
        }
    }

    @Test
    void whileTheIntakeRefusesReports() {
        cluster.kubectl("delete", "clusterrolebinding", "maphealth-operator");

        try (Bystanders bystanders = Bystanders.in(cluster, "refused")) {
            bystanders.awaitLogOfSidecar("a report was not taken");
            bystanders.assertThatTheyRunAndEnd();
        }
    }
}
