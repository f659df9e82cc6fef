package io.maphealth.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java program compiled by one JDK, to be started by the same, with these options of its JVM. `launcher` are the
/// words before `java`, such as `setpriv --reuid 1000`; they must end in an exec, so that the pid is the JVM's.
public record JavaProgram(Jdk jdk, Path classes, List<String> launcher, List<String> options) {
    public JavaProgram {
        launcher = List.copyOf(launcher);
        options = List.copyOf(options);
    }

    /// Compiles all sources under a folder, unless that was done before.
    public static JavaProgram compile(Jdk jdk, Path sources) {
        List<String> lookIntoTheMaps = List.of(
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");
        return new JavaProgram(jdk, Compilation.by(jdk).of(sources), List.of(), lookIntoTheMaps);
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
}
