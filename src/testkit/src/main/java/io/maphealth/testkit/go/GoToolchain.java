package io.maphealth.testkit.go;

import io.maphealth.testkit.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// One Go version, compiling the programs of a test. What was built once is kept under `target/go-programs`.
public record GoToolchain(Path command, String version) {
    private static final long MINUTES = 10;
    private static final Path BUILT = Path.of("target", "go-programs");

    /// The tool chain of a version such as `go1.23.12`, fetched by the `go` command where it is not there yet; `local`
    /// is the machine's own. Without Go, or without that version, the test is skipped and the reason printed.
    public static GoToolchain required(String version) throws InterruptedException {
        Path command = find().orElseThrow(() -> skipped("no go command on PATH or in /usr/local/go: install Go 1.21+"));
        GoToolchain toolchain = new GoToolchain(command, version);
        Outcome outcome = toolchain.run(Path.of("."), Map.of(), List.of("version"));
        if (outcome.status() != 0) {
            throw skipped("no Go " + version + " (download it once with: GOTOOLCHAIN=" + version + " go version): "
                    + outcome.output());
        }
        return toolchain;
    }

    /// As [#required], for programs that are linked with C; without a C compiler the test is skipped, too.
    public static GoToolchain requiredWithC(String version) throws InterruptedException {
        if (onPath("gcc", "cc", "clang").isEmpty()) {
            throw skipped("no C compiler on PATH: install gcc");
        }
        return required(version);
    }

    /// The machine's own Go, if it has one.
    public static Optional<Path> find() {
        return onPath("go")
                .or(() -> Stream.of("/usr/local/go/bin/go", "/usr/lib/go/bin/go")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst());
    }

    /// Compiles the module in a folder.
    ///
    /// @param flags of `go build`, such as `-ldflags=-s -w` or `-buildmode=pie`
    public Path build(Path folder, String... flags) throws InterruptedException {
        return build(folder, Map.of(), flags);
    }

    /// Compiles the module in a folder.
    ///
    /// @param environment such as `GOARCH=arm64`
    public Path build(Path folder, Map<String, String> environment, String... flags) throws InterruptedException {
        Path executable = BUILT.resolve(key(folder, environment, flags))
                .resolve(folder.getFileName().toString())
                .toAbsolutePath();
        if (Files.isExecutable(executable)) {
            return executable;
        }
        List<String> arguments = new ArrayList<>(List.of("build", "-buildvcs=false", "-o", executable.toString()));
        arguments.addAll(List.of(flags));
        arguments.add(".");
        Outcome outcome = run(folder, environment, arguments);
        if (outcome.status() != 0) {
            throw new IllegalStateException(
                    folder + " does not compile with " + version + " " + arguments + ": " + outcome.output());
        }
        return executable;
    }

    private Outcome run(Path folder, Map<String, String> environment, List<String> arguments)
            throws InterruptedException {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GOTOOLCHAIN", version);
        builder.environment().put("GOWORK", "off");
        builder.environment().put("GOFLAGS", "-modcacherw");
        builder.environment().putAll(environment);
        try {
            Path output = Files.createTempFile("go", ".log");
            Process process = builder.redirectOutput(output.toFile()).start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Outcome(-1, "no end after " + MINUTES + " minutes");
            }
            String text = Files.readString(output).strip();
            Files.delete(output);
            return new Outcome(process.exitValue(), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String key(Path folder, Map<String, String> environment, String... flags) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<byte[]> contents = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.add(Files.readAllBytes(file));
            }
            return ContentHash.of(version + new TreeMap<>(environment) + List.of(flags), contents);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<Path> onPath(String... commands) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":", -1))
                .flatMap(folder -> Stream.of(commands).map(command -> Path.of(folder, command)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static TestAbortedException skipped(String reason) {
        System.err.println("SKIPPED: " + reason);
        return new TestAbortedException(reason);
    }

    private record Outcome(int status, String output) {}
}
