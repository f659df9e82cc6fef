package io.maphealth.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// An installed JDK, or a run-time without its compiler: its home and feature version, such as 17.
public record Jdk(Path home, int feature) {
    public String java() {
        return home.resolve("bin/java").toString();
    }

    /// Its compiler, or that of the JDK that runs the tests, which can compile for it (`--release`).
    public String javac() {
        Path own = home.resolve("bin/javac");
        return Files.isExecutable(own) ? own.toString() : Jdks.current().javac();
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
