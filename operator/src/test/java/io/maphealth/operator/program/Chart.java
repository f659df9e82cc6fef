package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maphealth.testkit.kube.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chart, as helm renders it.
final class Chart {
    private Chart() {}

    /// `more` are arguments to helm; skips the test where there is no helm.
    static String rendered(String... more) throws IOException, InterruptedException {
        Optional<Path> helm =
                ApiServer.programs().map(bin -> bin.resolve("helm")).filter(Files::isExecutable);
        assumeTrue(helm.isPresent(), "NOT RUN: no helm; src/it/cluster/build makes it");
        List<String> command = new ArrayList<>(List.of(
                helm.orElseThrow().toString(),
                "template",
                "maphealth",
                "../helm/maphealth",
                "--namespace",
                "maphealth"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
