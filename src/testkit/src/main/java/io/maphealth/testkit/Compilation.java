package io.maphealth.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How Java programs are compiled: into a folder in `target/programs` that is named after all that goes into them, and
/// only when it is not there yet.
public record Compilation(Path javac, int release, List<Path> classPath) {
    private static final long SECONDS = 120;

    public Compilation {
        classPath = List.copyOf(classPath);
    }

    /// By the compiler of a JDK, for the same JDK.
    public static Compilation by(Jdk jdk) {
        return new Compilation(Path.of(jdk.javac()), jdk.feature(), List.of());
    }

    /// The folder with the classes of all sources in a folder.
    Path of(Path folder) {
        SortedMap<String, byte[]> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                sources.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(folder.getFileName().toString(), sources);
    }

    /// The folder with the classes of sources, by the names of their files.
    public Path of(String name, SortedMap<String, byte[]> sources) {
        Path folder = programs().resolve(name + "-" + hash(sources));
        try {
            if (!Files.isDirectory(folder)) {
                compile(sources, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Not below `/tmp`, where a program with a `/tmp` of its own could not find itself.
    private static Path programs() {
        Path folder = Path.of("target/programs").toAbsolutePath();
        return folder.startsWith("/tmp")
                ? Path.of("/var/tmp/maphealth-programs", Integer.toHexString(folder.hashCode()))
                : folder;
    }

    private String hash(SortedMap<String, byte[]> sources) {
        return ContentHash.of("%s %s".formatted(this, sources.keySet()), List.copyOf(sources.values()));
    }

    /// Whoever compiles the same beside it has the same classes.
    private void compile(SortedMap<String, byte[]> sources, Path folder) throws IOException {
        Path work = Files.createTempDirectory(Files.createDirectories(folder.getParent()), "javac-");
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<String> words = new ArrayList<>(
                List.of(javac.toString(), "--release", Integer.toString(release), "-encoding", "UTF-8", "-nowarn"));
        words.addAll(List.of("-d", classes.toString(), "-cp", joined()));
        for (var source : sources.entrySet()) {
            Path file = work.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            words.add(Files.write(file, source.getValue()).toString());
        }
        run(words, work.resolve("javac.txt"));
        try {
            Files.move(classes, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private String joined() {
        return String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList());
    }

    private static void run(List<String> words, Path output) throws IOException {
        Process javac = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!javac.waitFor(SECONDS, TimeUnit.SECONDS) || javac.exitValue() != 0) {
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
