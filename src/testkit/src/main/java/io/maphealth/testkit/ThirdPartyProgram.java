package io.maphealth.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// A program that others make and tests ask for the truth: promtool, prometheus, alertmanager, amtool, helm.
public final class ThirdPartyProgram {
    private static final String FINDER = "src/testkit/find-program";

    private ThirdPartyProgram() {}

    /// Its path; it is fetched or built where it is not there yet, which may take minutes and ends by itself. Where it
    /// cannot be had, the test is skipped and the reason printed.
    public static Path required(String name) throws IOException, InterruptedException {
        Process finder = new ProcessBuilder(Examples.root().resolve(FINDER).toString(), name)
                .redirectErrorStream(true)
                .start();
        finder.getOutputStream().close();
        String said = new String(finder.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        finder.waitFor();
        // whatever it tells of its way stands before
        String last = List.of(said.split("\n")).getLast();
        if (!last.startsWith("/")) {
            System.out.println("NOT RUN: " + said);
            throw new TestAbortedException("not run: " + said);
        }
        return Path.of(last);
    }
}
