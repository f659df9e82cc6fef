package io.maphealth.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// A program that others make and tests ask for the truth: promtool, prometheus, alertmanager, amtool, helm.
public final class ThirdPartyProgram {
    private static final String FINDER = "src/testkit/find-program";

    private ThirdPartyProgram() {}

    /// Its path; it is fetched or built where it is not there yet, which may take minutes and ends by itself. Where it
    /// cannot be had, the test is skipped and the reason printed.
    public static Path required(String name) throws IOException, InterruptedException {
        String said = ask(name);
        return path(said).orElseThrow(() -> {
            System.out.println("NOT RUN: " + said);
            return new TestAbortedException("not run: " + said);
        });
    }

    /// Its path, or nothing and the reason on standard error.
    public static Optional<Path> find(String name) throws IOException, InterruptedException {
        String said = ask(name);
        Optional<Path> found = path(said);
        if (found.isEmpty()) {
            System.err.println(said);
        }
        return found;
    }

    private static String ask(String name) throws IOException, InterruptedException {
        Process finder = new ProcessBuilder(Examples.root().resolve(FINDER).toString(), name)
                .redirectErrorStream(true)
                .start();
        finder.getOutputStream().close();
        String said = new String(finder.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        finder.waitFor();
        said.lines().filter(line -> line.startsWith("unpacking ")).forEach(System.out::println);
        return said;
    }

    /// Whatever it tells of its way stands before.
    private static Optional<Path> path(String said) {
        String last = List.of(said.split("\n")).getLast();
        return last.startsWith("/") ? Optional.of(Path.of(last)) : Optional.empty();
    }
}
