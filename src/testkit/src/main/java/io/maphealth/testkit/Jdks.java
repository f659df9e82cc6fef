package io.maphealth.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds the JDKs of this machine: the one that runs the tests, `JAVA_HOME` and `JAVA<feature>_HOME`, and what is
/// installed in the usual folders.
public final class Jdks {
    private static final List<Path> FOLDERS = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt/java"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
            Path.of(System.getProperty("user.home"), ".jdks"));

    private Jdks() {}

    /// One JDK of each of the features that is installed; says on standard error which is missing and what to do.
    public static List<Jdk> installed(int... features) {
        return IntStream.of(features)
                .boxed()
                .flatMap(feature -> find(feature).or(() -> missing(feature)).stream())
                .toList();
    }

    /// The same, with run-times of those that are not installed and can be fetched: they have no tools.
    public static List<Jdk> runTimes(int... features) {
        return IntStream.of(features)
                .boxed()
                .flatMap(feature -> find(feature).or(() -> fetched(feature)).or(() -> missing(feature)).stream())
                .toList();
    }

    public static Jdk current() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    public static Optional<Jdk> find(int feature) {
        return homes().flatMap(home -> read(home).stream())
                .filter(jdk -> jdk.feature() == feature)
                .findFirst();
    }

    private static Optional<Jdk> fetched(int feature) {
        try {
            return ThirdPartyProgram.find("java-" + feature).map(home -> new Jdk(home, feature));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Jdk> missing(int feature) {
        System.err.printf(
                "NOT RUN on JDK %d: none found; install one under /usr/lib/jvm or set JAVA%d_HOME%n", feature, feature);
        return Optional.empty();
    }

    private static Stream<Path> homes() {
        Stream<Path> named = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("JAVA\\d*_HOME"))
                .map(variable -> Path.of(variable.getValue()));
        Stream<Path> installed = FOLDERS.stream()
                .flatMap(Jdks::children)
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")));
        return Stream.of(Stream.of(current().home()), named, installed).flatMap(homes -> homes);
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted(Comparator.naturalOrder()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A JDK says its version in its `release` file: `JAVA_VERSION="17.0.15"`, and has a compiler.
    private static Optional<Jdk> read(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Optional.of(new Jdk(home, feature(version)));
    }

    /// 17 of `17.0.15`, 8 of `1.8.0_402`.
    private static int feature(String version) {
        String[] parts = version.split("[^0-9]", 3);
        return Integer.parseInt(parts[0].equals("1") && parts.length > 1 ? parts[1] : parts[0]);
    }
}
