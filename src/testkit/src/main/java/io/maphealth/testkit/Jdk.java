package io.maphealth.testkit;

import java.nio.file.Path;

/// An installed JDK: its home and feature version, such as 17.
public record Jdk(Path home, int feature) {
    public String java() {
        return home.resolve("bin/java").toString();
    }

    public String javac() {
        return home.resolve("bin/javac").toString();
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
