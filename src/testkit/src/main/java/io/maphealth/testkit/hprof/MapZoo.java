package io.maphealth.testkit.hprof;

import io.maphealth.testkit.Compilation;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A running JVM with one map of every kind and state in a static field of its own, which tells the truth
/// about them and dumps its heap.
public final class MapZoo implements AutoCloseable {
    private static final List<String> OPENED = List.of(
            "java.base/java.util=ALL-UNNAMED",
            "java.base/java.util.concurrent=ALL-UNNAMED",
            "java.base/java.lang.ref=ALL-UNNAMED");

    private final Jdk jdk;
    private final Path folder;
    private final RunningProgram program;

    private MapZoo(Jdk jdk, Path folder, RunningProgram program) {
        this.jdk = jdk;
        this.folder = folder;
        this.program = program;
    }

    /// What a live map says of itself: its own `size()`, its iterator, and by reflection the length of its
    /// table and its longest chain, -1 where its kind has none.
    public record Truth(String owner, long size, long iterated, long tableLength, long longestChain) {}

    /// Starts the program on a JDK with more options, such as a collector.
    public static MapZoo start(Jdk jdk, Path folder, String... options) {
        return start(new Zoo(jdk, "MapZoo", List.of()), folder, options);
    }

    /// The same with the maps of libraries, whose jars are given.
    public static MapZoo ofLibraries(Jdk jdk, Path folder, List<Path> jars) {
        return start(new Zoo(jdk, "LibraryZoo", jars), folder);
    }

    /// Maps that are held in every way that people have names for.
    public static MapZoo ofOwners(Jdk jdk, Path folder) {
        return start(new Zoo(jdk, "OwnerZoo", List.of()), folder);
    }

    /// Maps whose contracts are broken.
    public static MapZoo ofContracts(Jdk jdk, Path folder) {
        return start(new Zoo(jdk, "ContractZoo", List.of()), folder);
    }

    private record Zoo(Jdk jdk, String program, List<Path> jars) {
        String classPath(Path classes) {
            return Stream.concat(Stream.of(classes), jars.stream())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static MapZoo start(Zoo zoo, Path folder, String... options) {
        List<String> command = new ArrayList<>(List.of(zoo.jdk().java(), "-Xmx256m"));
        OPENED.forEach(opened -> command.addAll(List.of("--add-opens", opened)));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", zoo.classPath(classes(zoo)), zoo.program()));
        return new MapZoo(zoo.jdk(), folder, RunningProgram.start(new ProcessBuilder(command)));
    }

    /// The truth about the map in each field.
    public List<Truth> truth() {
        Path file = folder.resolve("truth.tsv");
        program.ask("truth " + file);
        try {
            return Files.readAllLines(file).stream().map(MapZoo::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return program.pid();
    }

    /// The program dumps its own heap, plain.
    public Path dump(String name) {
        Path file = folder.resolve(name);
        program.ask("dump " + file);
        return file;
    }

    /// The JDK's `jcmd` asks for a dump, for example with `-gz=1`.
    public Path dumpByJcmd(String name, String... options) {
        Path file = folder.resolve(name);
        List<String> command = new ArrayList<>(
                List.of(jdk.home().resolve("bin/jcmd").toString(), Long.toString(program.pid()), "GC.heap_dump"));
        command.addAll(List.of(options));
        command.add(file.toString());
        run(command);
        return file;
    }

    @Override
    public void close() {
        program.close();
    }

    private static Truth parse(String line) {
        String[] parts = line.split("\t", -1);
        return new Truth(
                parts[0],
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }

    /// Once for all JDKs.
    private static Path classes(Zoo zoo) {
        String file = zoo.program() + ".java";
        Compilation compilation = new Compilation(Path.of(Jdks.current().javac()), 11, zoo.jars());
        try (InputStream resource = MapZoo.class.getResourceAsStream("program/" + file)) {
            byte[] source = Objects.requireNonNull(resource).readAllBytes();
            return compilation.of(zoo.program(), new TreeMap<>(Map.of(file, source)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
