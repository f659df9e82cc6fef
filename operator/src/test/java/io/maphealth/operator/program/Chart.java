package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.testkit.ThirdPartyProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The chart, as helm renders it, and what kustomize makes of it.
final class Chart {
    private Chart() {}

    /// `more` are arguments to helm.
    static String rendered(String... more) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("template", "maphealth", "../helm/maphealth", "--namespace", "maphealth"));
        arguments.addAll(List.of(more));
        return printed(ThirdPartyProgram.required("helm"), arguments);
    }

    /// What kustomize, which kubectl has in it, makes of an overlay.
    static String overlay(String name) throws IOException, InterruptedException {
        return printed(Servers.programs().resolve("kubectl"), List.of("kustomize", "../deploy/kustomize/" + name));
    }

    private static String printed(Path program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
