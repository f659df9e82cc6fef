package io.maphealth.contract;

import io.maphealth.testkit.RunningProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A library in one version of its language: how to start the program that registers the shop's maps with it.
record Exporter(String language, String version, List<String> command, Map<String, String> environment) {
    RunningProgram start(String... arguments) {
        List<String> line = new ArrayList<>(command);
        line.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().putAll(environment);
        return RunningProgram.start(builder);
    }

    @Override
    public String toString() {
        return language + " " + version;
    }
}
