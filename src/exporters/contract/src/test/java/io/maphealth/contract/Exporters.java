package io.maphealth.contract;

import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.go.GoToolchain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// The libraries of all languages, each in the versions that this machine has; what it has not is said on standard
/// error.
final class Exporters {
    private static final List<String> GO = List.of("local", "go1.21.13");
    private static final int[] JAVA = {17, 25};
    private static final List<String> PYTHON = List.of("3.9", "3.13", "3.11", "3.12", "3.10", "3.14");

    private Exporters() {}

    static List<Exporter> installed() {
        return Stream.of(go(), java(), python()).flatMap(List::stream).toList();
    }

    private static List<Exporter> go() {
        return GO.stream().flatMap(version -> go(version).stream()).toList();
    }

    private static Optional<Exporter> go(String version) {
        try {
            GoToolchain toolchain = GoToolchain.required(version);
            Path program = Path.of("target", "conformance-" + version).toAbsolutePath();
            ProcessBuilder build = new ProcessBuilder(
                    toolchain.command().toString(),
                    "build",
                    "-buildvcs=false",
                    "-o",
                    program.toString(),
                    "./internal/conformance");
            build.environment().put("GOTOOLCHAIN", version);
            build.environment().put("GOWORK", "off");
            run(build.directory(library("go").toFile()));
            return Optional.of(new Exporter("go", version, List.of(program.toString()), Map.of()));
        } catch (TestAbortedException saidAlready) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<Exporter> java() {
        Path target = library("java").resolve("target");
        String path = target.resolve("classes") + File.pathSeparator + target.resolve("test-classes");
        return Jdks.installed(JAVA).stream()
                .map(jdk -> new Exporter(
                        "java",
                        String.valueOf(jdk.feature()),
                        List.of(jdk.java(), "-cp", path, "io.maphealth.exporter.Conformance"),
                        Map.of()))
                .toList();
    }

    private static List<Exporter> python() {
        Path program = library("python").resolve("tests/conformance.py");
        Map<String, String> environment =
                Map.of("PYTHONPATH", library("python").resolve("src").toString(), "PYTHONDONTWRITEBYTECODE", "1");
        List<Exporter> found = new ArrayList<>();
        for (String version : PYTHON) {
            if (found.size() < 2) {
                interpreter(version)
                        .map(python -> List.of(python.toString(), program.toString()))
                        .ifPresent(line -> found.add(new Exporter("python", version, line, environment)));
            }
        }
        if (found.size() < 2) {
            System.err.println("NOT RUN on two versions of Python, only on " + found + ": install another from 3.9 on");
        }
        return found;
    }

    private static Optional<Path> interpreter(String version) {
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .filter(folder -> !folder.endsWith("shims")) // those of a version manager run one version only
                .map(folder -> Path.of(folder, "python" + version));
        Stream<Path> managed = children(Path.of(System.getProperty("user.home"), ".pyenv/versions"))
                .filter(home -> home.getFileName().toString().startsWith(version + "."))
                .map(home -> home.resolve("bin/python"));
        return Stream.concat(onPath, managed).filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path library(String language) {
        return Path.of("..", language).toAbsolutePath().normalize();
    }

    private static void run(ProcessBuilder command) throws InterruptedException {
        try {
            Process process = command.inheritIO().start();
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("failed: " + command.command());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
