package io.maphealth.it.monitoring;

import io.maphealth.testkit.Examples;
import io.maphealth.testkit.Program;
import io.maphealth.testkit.Program.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What our chart renders.
final class Chart {
    private static final String FOLDER =
            Examples.root().resolve("helm/maphealth").toString();

    private Chart() {}

    /// One of its templates, with these arguments to helm.
    static String rendered(String template, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(
                List.of("template", "maphealth", FOLDER, "--namespace=maphealth", "--show-only=" + template));
        all.addAll(List.of(arguments));
        Said said = Program.find("helm").run(Path.of("."), all.toArray(String[]::new));
        if (said.status() != 0) {
            throw new IllegalStateException(said.text());
        }
        return said.text();
    }
}
