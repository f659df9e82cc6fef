package io.maphealth.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Java program compiled by one JDK, to be started by the same, with these options of its JVM. `launcher` are the
/// words before `java`, such as `setpriv --reuid 1000`; they must end in an exec, so that the pid is the JVM's.
public record JavaProgram(Jdk jdk, Path classes, List<String> launcher, List<String> options) {
    private static final Map<Path, Path> COMPILED = new ConcurrentHashMap<>();
    private static final long COMPILE_SECONDS = 120;

    public JavaProgram {
        launcher = List.copyOf(launcher);
        options = List.copyOf(options);
    }

    /// Compiles all sources under a folder, once in the life of this JVM, into `target/programs`.
    public static JavaProgram compile(Jdk jdk, Path sources) {
        Path folder = compiled().resolve(sources.getFileName() + "-" + jdk.feature());
        Path classes = COMPILED.computeIfAbsent(folder, _ -> compile(jdk, sources, folder));
        List<String> lookIntoTheMaps = List.of(
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");
        return new JavaProgram(jdk, classes, List.of(), lookIntoTheMaps);
    }

    /// Not below `/tmp`, where a program with a `/tmp` of its own could not find itself.
    private static Path compiled() {
        Path folder = Path.of("target/programs").toAbsolutePath();
        return folder.startsWith("/tmp")
                ? Path.of("/var/tmp/maphealth-programs", Integer.toHexString(folder.hashCode()))
                : folder;
    }

    /// An example of `deploy/examples`.
    public static JavaProgram example(Jdk jdk, String name) {
        return compile(jdk, Examples.folder(name));
    }

    /// More options of the JVM.
    public JavaProgram with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new JavaProgram(jdk, classes, launcher, all);
    }

    public JavaProgram under(String... words) {
        return new JavaProgram(jdk, classes, List.of(words), options);
    }

    public ProcessBuilder command(String mainClass, String... arguments) {
        List<String> words = new ArrayList<>(launcher);
        words.add(jdk.java());
        words.addAll(options);
        words.addAll(List.of("-cp", classes.toString(), mainClass));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words);
    }

    /// Starts it and waits until it is READY.
    public RunningProgram start(String mainClass, String... arguments) {
        return RunningProgram.start(command(mainClass, arguments));
    }

    private static Path compile(Jdk jdk, Path sources, Path classes) {
        List<String> words = new ArrayList<>(List.of(
                jdk.javac(),
                "--release",
                Integer.toString(jdk.feature()),
                "-encoding",
                "UTF-8",
                "-d",
                classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> words.add(file.toString()));
            Files.createDirectories(classes);
            run(words, classes.resolveSibling(classes.getFileName() + ".javac.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    private static void run(List<String> words, Path output) throws IOException {
        Process javac = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!javac.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || javac.exitValue() != 0) {
                throw new IllegalStateException(words + " failed:\n" + Files.readString(output));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while compiling");
        } finally {
            javac.destroyForcibly();
        }
    }
}
