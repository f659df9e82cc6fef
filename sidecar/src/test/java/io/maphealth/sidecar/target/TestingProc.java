package io.maphealth.sidecar.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A proc file system of a few files, as proc(5) describes them.
record TestingProc(Path root) {
    /// Starts a process, or replaces the one of that number.
    TestingProc process(long pid, long parent, String name, long startTicks) {
        try {
            Path folder = Files.createDirectories(root.resolve(Long.toString(pid)));
            Files.writeString(
                    folder.resolve("stat"),
                    "%d (%s) S %d 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 %d 0 0\n".formatted(pid, name, parent, startTicks));
            Files.writeString(folder.resolve("comm"), name + "\n");
            Files.writeString(folder.resolve("maps"), "");
            return runs(pid, "/opt/shop/" + name);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    TestingProc runs(long pid, String program) {
        try {
            Path exe = root.resolve(Long.toString(pid)).resolve("exe");
            Files.deleteIfExists(exe);
            Files.createSymbolicLink(exe, Path.of(program));
            return this;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    TestingProc mapsFile(long pid, String file) {
        try {
            Files.writeString(
                    root.resolve(Long.toString(pid)).resolve("maps"),
                    "7f0000000000-7f0000001000 r-xp 00000000 00:00 1 " + file + "\n");
            return this;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Ends the process; its parent has not collected it yet.
    TestingProc becomesZombie(long pid, long startTicks) {
        try {
            Files.writeString(
                    root.resolve(Long.toString(pid)).resolve("stat"),
                    "%d (x) Z 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 %d 0 0\n".formatted(pid, startTicks));
            return this;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
