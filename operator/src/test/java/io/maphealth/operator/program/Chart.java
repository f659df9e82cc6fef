package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.testkit.Program;
import java.io.IOException;
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
        return printed(Program.find("helm"), arguments);
    }

    /// What kustomize, which kubectl has in it, makes of an overlay.
    static String overlay(String name) throws IOException, InterruptedException {
        Program kubectl = new Program(Servers.programs().resolve("kubectl"));
        return printed(kubectl, List.of("kustomize", "../deploy/kustomize/" + name));
    }

    private static String printed(Program program, List<String> arguments) throws IOException, InterruptedException {
        Program.Said said = program.run(Path.of("."), arguments.toArray(String[]::new));
        assertThat(said.status()).as(said.text()).isZero();
        return said.text();
    }
}
