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

/// The chart, as helm renders it, and what kustomize makes of it.
final class Chart {
    private Chart() {}

    /// `more` are arguments to helm.
    static String rendered(String... more) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("template", "maphealth", "../helm/maphealth", "--namespace", "maphealth"));
        arguments.addAll(List.of(more));
        return printed("helm", arguments.toArray(String[]::new));
    }

    /// What helm or kubectl prints; skips the test where the test cluster has none.
    static String printed(String program, String... arguments) throws IOException, InterruptedException {
        Optional<Path> found =
                ApiServer.programs().map(bin -> bin.resolve(program)).filter(Files::isExecutable);
        assumeTrue(found.isPresent(), "NOT RUN: no " + program + "; src/it/cluster/build makes it");
        List<String> command = new ArrayList<>(List.of(found.orElseThrow().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
