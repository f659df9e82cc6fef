package io.maphealth.sidecar.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.sidecar.config.Kept;
import io.maphealth.sidecar.config.OperatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator whose certificates change while a sidecar reports to it.
class TrustTest {
    private static final byte[] REPORT = {1};

    @TempDir
    private Path folder;

    @Test
    void onlyWhomTheFileVouchesForGetsReports() throws Exception {
        TestingOperator before = start("before", 0);
        trust(before.authority());
        IntakeClient client = client(before);
        try (before) {
            assertThat(client.send(REPORT).trouble()).isEmpty();
        }
        try (TestingOperator after = start("after", before.port())) {
            IntakeClient.Outcome refused = client.send(REPORT);
            assertThat(refused.settled()).isFalse();
            assertThat(refused.trouble()).contains("PKIX path");

            trust(before.authority() + after.authority());
            assertThat(client.send(REPORT).trouble()).isEmpty();
        }
    }

    @Test
    void aSessionIsResumedUntilTheFileChanges() throws Exception {
        try (TestingOperator operator = start("operator", 0)) {
            trust(operator.authority());
            IntakeClient client = client(operator);
            client.send(REPORT);
            client.send(REPORT);
            assertThat(operator.sessions()).isEqualTo(1);

            trust(operator.authority() + operator.authority());
            client.send(REPORT);
            assertThat(operator.sessions()).isEqualTo(2);
        }
    }

    private TestingOperator start(String name, int port) throws Exception {
        return TestingOperator.start(folder.resolve(name + ".p12"), port);
    }

    private void trust(String authorities) throws IOException {
        Files.writeString(folder.resolve("ca.crt"), authorities);
    }

    private IntakeClient client(TestingOperator operator) {
        return new IntakeClient(new OperatorConfig(
                operator.url(),
                new Kept.Given("token"),
                new Kept.InFile(folder.resolve("ca.crt")),
                "shop",
                "checkout-1",
                "uid-1"));
    }
}
