package io.maphealth.gomem.runtime;

import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The program `garbage`, running, and the headers of maps that it keeps and lets go of.
record Garbage(RunningProgram program, Path headers) implements AutoCloseable {
    private static final int TRIES = 500;

    static Garbage start(String version, Path folder) throws InterruptedException {
        Path executable = GoToolchain.required(version).build(Path.of("src/test/go/garbage"), "-ldflags=-s -w");
        RunningProgram program = RunningProgram.start(new ProcessBuilder(executable.toString()));
        Path headers = folder.resolve("headers");
        program.ask("fill " + headers);
        return new Garbage(program, headers);
    }

    List<Long> kept() throws IOException {
        return addresses("kept ");
    }

    List<Long> dropped() throws IOException {
        return addresses("dropped ");
    }

    void drop() {
        program.ask("drop");
    }

    void collect() {
        program.ask("collect");
    }

    /// Collects, and stops the program when all is marked and hardly anything swept.
    void stopUnswept() throws IOException {
        program.ask("stop");
        Path stat = Path.of("/proc", Long.toString(program.pid()), "stat");
        for (int tries = 0; tries < TRIES && !Files.readString(stat).contains(") T "); tries++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        program.close();
    }

    private List<Long> addresses(String word) throws IOException {
        return Files.readAllLines(headers).stream()
                .filter(line -> line.startsWith(word))
                .map(line -> Long.parseUnsignedLong(line, word.length(), line.length(), 16))
                .toList();
    }
}
