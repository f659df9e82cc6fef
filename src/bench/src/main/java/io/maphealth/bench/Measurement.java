package io.maphealth.bench;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs the one measurement whose name is given, and writes its page.
final class Measurement {
    private Measurement() {}

    public static void main(String[] name) throws IOException, InterruptedException {
        Benchmark benchmark = Bench.ALL.stream()
                .filter(it -> it.name().equals(name[0]))
                .findFirst()
                .orElseThrow();
        publish(benchmark.name(), benchmark.run());
    }

    private static void publish(String name, Table table) throws IOException {
        Path page = Examples.root().resolve("src/site/markdown/reference/benchmarks/" + name + ".md");
        Files.createDirectories(page.getParent());
        String command = "Made by `make bench BENCH=" + name + "` on " + Machine.described() + ".\n\n";
        Files.writeString(page, "# " + table.title() + "\n\n" + command + table.markdown());
        System.out.println(table.markdown());
    }
}
