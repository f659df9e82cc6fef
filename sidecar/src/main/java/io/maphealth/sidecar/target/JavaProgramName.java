package io.maphealth.sidecar.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person calls a Java program: its main class, module or jar, by its command line.
public final class JavaProgramName {
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--upgrade-module-path",
            "--limit-modules",
            "--source");

    private JavaProgramName() {}

    /// Empty for a process that has gone or does not show its command line.
    ///
    /// @param proc the proc file system, `/proc`
    public static Optional<String> of(Path proc, long pid) {
        try {
            String line = Files.readString(proc.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            return of(List.of(line.split("\0")));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static Optional<String> of(List<String> commandLine) {
        Iterator<String> words = commandLine.stream().skip(1).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("-jar") || word.equals("-m") || word.equals("--module")) {
                return words.hasNext() ? Optional.of(fileName(words.next())) : Optional.empty();
            }
            if (WITH_VALUE.contains(word) && words.hasNext()) {
                words.next();
            } else if (!word.startsWith("-") && !word.startsWith("@") && !word.isEmpty()) {
                return Optional.of(fileName(word));
            }
        }
        return Optional.empty();
    }

    private static String fileName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
