package io.maphealth.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/// The cluster that KUBECONFIG names, or the one of `make cluster`, through its own kubectl and helm.
final class Cluster {
    /// Pod Security, as a label of a namespace.
    static final String RESTRICTED = "pod-security.kubernetes.io/enforce: restricted";

    private static final long PATIENCE_SECONDS = 180;
    private static final String SCENARIO = "maphealth.io/scenario";
    private static Optional<Cluster> running = Optional.empty();

    private final Path kubeconfig;
    private final Path programs;
    private final Path values;

    private Cluster(Path kubeconfig, Path programs, Path values) {
        this.kubeconfig = kubeconfig;
        this.programs = programs;
        this.values = values;
    }

    /// Skips the test, and says why, where the test cluster cannot be had.
    static synchronized Cluster running() {
        if (running.isEmpty()) {
            Cluster cluster = found();
            // one that is interrupted would leave programs that leak
            Runtime.getRuntime().addShutdownHook(new Thread(() -> cluster.clean("--wait=false")));
            running = Optional.of(cluster);
        }
        return running.get();
    }

    private static Cluster found() {
        Path notRun = root().resolve("target/cluster/not-run");
        if (Files.exists(notRun)) {
            String why = "NOT RUN on a real cluster: " + read(notRun).strip();
            System.out.println(why);
            throw new TestAbortedException(why);
        }
        Path cache = variable("XDG_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        Path home = variable("CLUSTER_HOME").map(Path::of).orElseGet(() -> cache.resolve("maphealth/cluster"));
        Path kubeconfig =
                variable("KUBECONFIG").map(Path::of).orElseGet(() -> home.resolve("state/pki/admin.kubeconfig"));
        if (!Files.exists(kubeconfig)) {
            throw new IllegalStateException("no cluster: " + kubeconfig + " is not there; make cluster");
        }
        Path values = variable("MAPHEALTH_VALUES")
                .map(Path::of)
                .orElseGet(() -> root().resolve("target/cluster/values.yaml"));
        return new Cluster(kubeconfig, home.resolve("bin"), values);
    }

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("helm")) ? here : here.resolve("../..").normalize();
    }

    /// A namespace for a scenario, new also where one that was interrupted left it; `labels` as in `a: b, c: d`.
    void makeNamespace(String name, String labels) {
        kubectl("delete", "namespace", name, "--ignore-not-found", "--timeout=170s");
        run(
                "kubectl",
                List.of("create", "-f", "-"),
                "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {%s: \"\", %s}}}"
                        .formatted(name, SCENARIO, labels));
    }

    /// Has them go, and does not wait for it.
    void dropNamespaces(String... names) {
        List<String> delete = new ArrayList<>(List.of("delete", "namespace", "--ignore-not-found", "--wait=false"));
        delete.addAll(List.of(names));
        kubectl(delete.toArray(String[]::new));
    }

    /// Takes away what scenarios made, and whatever one that was interrupted left; `how` is an argument to kubectl.
    void clean(String how) {
        Installation.remove(this, how);
        kubectl("delete", "namespaces", "--selector=" + SCENARIO, how);
    }

    /// The address of this machine that pods reach it at.
    String host() {
        return variable("MAPHEALTH_HOST").orElse("10.250.0.1");
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /// By which the chart finds the images of this build.
    Path values() {
        return values;
    }

    /// What kubectl prints.
    String kubectl(String... arguments) {
        return run("kubectl", List.of(arguments), "");
    }

    String helm(String... arguments) {
        return run("helm", List.of(arguments), "");
    }

    /// What our own command line prints.
    String maphealth(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                root().resolve("sidecar/target/maphealth.jar").toString()));
        all.addAll(List.of(arguments));
        return run(Path.of(System.getProperty("java.home"), "bin", "java").toString(), all, "");
    }

    /// Applies manifests given as text; REGISTRY and TAG in them stand for those of this build's images, IDLE for an
    /// image that every node has and that does nothing.
    void apply(String manifests) {
        run("kubectl", List.of("apply", "-f", "-"), withImages(manifests));
    }

    String withImages(String text) {
        return text.replace("REGISTRY", variable("REGISTRY").orElse("cluster.maphealth.io"))
                .replace(":TAG", ":" + variable("TAG").orElse("development"))
                .replace("IDLE", variable("MAPHEALTH_IDLE_IMAGE").orElse("cluster.maphealth.io/pause:1"));
    }

    void waitUntilAvailable(String namespace) {
        kubectl("-n", namespace, "wait", "--for=condition=Available", "--timeout=170s", "deployment", "--all");
    }

    /// What Events say of a workload and its pods, a line each: object, reason, note.
    String notes(String namespace, String workload) {
        return kubectl(
                        "-n",
                        namespace,
                        "get",
                        "events.events.k8s.io",
                        "-o=jsonpath={range .items[*]}{.regarding.kind}/{.regarding.name} {.reason} {.note}{\"\\n\"}{end}")
                .lines()
                .filter(line -> line.matches("\\w+/" + workload + "\\b.*"))
                .reduce("", (one, other) -> one + other + "\n");
    }

    /// One line of `kubectl get mh`; empty where there is none.
    String health(String namespace, String workload) {
        return kubectl("-n", namespace, "get", "mh", workload, "--no-headers", "--ignore-not-found");
    }

    /// Ids and restarts of all containers, but for sidecars.
    String containers(String namespace) {
        return kubectl(
                "-n",
                namespace,
                "get",
                "pods",
                "--sort-by=.metadata.name",
                "-o=jsonpath={range .items[*].status.containerStatuses[*]}{.containerID} {.restartCount}{\"\\n\"}{end}");
    }

    /// What the sidecar of a workload's only pod shows to Prometheus.
    String metricsOfSidecar(String namespace, String workload) {
        String pod =
                kubectl("-n", namespace, "get", "pods", "-l=app=" + workload, "-o=jsonpath={.items[0].metadata.name}");
        return kubectl("get", "--raw", "/api/v1/namespaces/%s/pods/%s:9464/proxy/metrics".formatted(namespace, pod));
    }

    /// The message of a condition of a MapHealth; empty where there is none.
    String condition(String namespace, String health, String type) {
        return kubectl(
                "-n",
                namespace,
                "get",
                "mh",
                health,
                "--ignore-not-found",
                "-o=jsonpath={.status.conditions[?(@.type=='" + type + "')].message}");
    }

    /// One of the cluster's own programs, or one on the path, ready to start.
    ProcessBuilder program(String name, String... arguments) {
        Path own = programs.resolve(name);
        List<String> command = new ArrayList<>(List.of(Files.exists(own) ? own.toString() : name));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        return builder;
    }

    private String run(String program, List<String> arguments, String input) {
        ProcessBuilder builder = program(program, arguments.toArray(String[]::new));
        String command = String.join(" ", builder.command());
        try {
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + printed);
            }
            return printed;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
