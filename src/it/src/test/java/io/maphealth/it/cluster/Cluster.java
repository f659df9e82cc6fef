package io.maphealth.it.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The cluster that KUBECONFIG names, or the one of `make cluster`, through its own kubectl and helm.
final class Cluster {
    private static final long PATIENCE_SECONDS = 180;

    private final Path kubeconfig;
    private final Path programs;
    private final Path values;

    private Cluster(Path kubeconfig, Path programs, Path values) {
        this.kubeconfig = kubeconfig;
        this.programs = programs;
        this.values = values;
    }

    static Cluster running() {
        Path cache = variable("XDG_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        Path home = variable("CLUSTER_HOME").map(Path::of).orElseGet(() -> cache.resolve("maphealth/cluster"));
        Path kubeconfig =
                variable("KUBECONFIG").map(Path::of).orElseGet(() -> home.resolve("state/pki/admin.kubeconfig"));
        if (!Files.exists(kubeconfig)) {
            throw new IllegalStateException("no cluster: " + kubeconfig + " is not there; make cluster");
        }
        return new Cluster(kubeconfig, home.resolve("bin"), root().resolve("target/cluster/values.yaml"));
    }

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("helm")) ? here : here.resolve("../..").normalize();
    }

    /// The chart with the images of this build, ready.
    void install() {
        helm(
                "install",
                "maphealth",
                root().resolve("helm/maphealth").toString(),
                "--namespace=maphealth",
                "--create-namespace",
                "--values=" + values,
                "--wait",
                "--timeout=170s");
    }

    /// Takes it away if it is there, and its namespace.
    void uninstall() {
        if (!helm("list", "-n", "maphealth", "-q").isBlank()) {
            helm("uninstall", "maphealth", "-n", "maphealth", "--wait");
        }
        kubectl("delete", "namespace", "maphealth", "--ignore-not-found", "--timeout=120s");
    }

    /// What kubectl prints.
    String kubectl(String... arguments) {
        return run("kubectl", List.of(arguments), "");
    }

    String helm(String... arguments) {
        return run("helm", List.of(arguments), "");
    }

    /// Applies manifests given as text.
    void apply(String manifests) {
        run("kubectl", List.of("apply", "-f", "-"), manifests);
    }

    private String run(String program, List<String> arguments, String input) {
        Path own = programs.resolve(program);
        List<String> command = new ArrayList<>(List.of(Files.exists(own) ? own.toString() : program));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + printed);
            }
            return printed;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
