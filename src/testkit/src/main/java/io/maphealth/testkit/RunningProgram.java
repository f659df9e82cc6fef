package io.maphealth.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// A program that said READY and answers questions: one line on its standard input, one line back on its standard
/// output, `key=value` pairs between blanks.
///
/// It ends with [#close], with this JVM (shutdown hook), and also when this JVM is killed: its standard input ends
/// then, and a program with a console ends with its console. Every wait is bounded.
public final class RunningProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REMEMBERED_LINES = 200;

    private final Process process;
    private final Thread killer;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Queue<String> lastLines = new ArrayDeque<>();
    private Map<String, String> announced = Map.of();

    private RunningProgram(Process process) {
        this.process = process;
        this.killer = new Thread(this::kill, "end of " + process.pid());
        Runtime.getRuntime().addShutdownHook(killer);
        Thread.ofVirtual().name("output of " + process.pid()).start(this::readOutput);
    }

    /// Starts the command and waits for its READY line; standard error is read together with standard output.
    public static RunningProgram start(ProcessBuilder command) {
        try {
            RunningProgram program =
                    new RunningProgram(command.redirectErrorStream(true).start());
            program.awaitReady();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /// The process id of the program that this one has started, such as that of `timeout 600 PROGRAM`.
    public long childPid() {
        return process.children().findFirst().orElseThrow().pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// A value of the READY line, such as `pprof` of `READY pprof=http://127.0.0.1:41234/debug/pprof`.
    public Optional<String> announced(String key) {
        return Optional.ofNullable(announced.get(key));
    }

    /// Asks for the truth: the `key=value` pairs of the answer.
    public Map<String, String> ask(String question) {
        answers.clear();
        tell(question);
        return pairs(nextAnswer(question));
    }

    /// Says something that is not answered.
    public void tell(String line) {
        try {
            Writer input = process.outputWriter();
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new IllegalStateException("cannot say " + line + ": " + ending(), e);
        }
    }

    /// One number of the truth.
    public long ask(String question, String key) {
        Map<String, String> answer = ask(question);
        String value = answer.get(key);
        if (value == null) {
            throw new IllegalStateException("no " + key + " in the answer to " + question + ": " + answer);
        }
        return Long.parseLong(value);
    }

    /// Waits until a number of the truth is greater than it was.
    public void awaitGrowth(String key, long before) {
        for (int tries = 0; tries < PATIENCE.toSeconds() * 10; tries++) {
            if (ask("truth", key) > before) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new IllegalStateException(key + " stays at " + before + ": " + ending());
    }

    /// The last lines it printed, for the message of a failed test.
    public String output() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    /// Ends the program by force and waits until it is gone.
    @Override
    public void close() {
        kill();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + pid() + " does not end");
            }
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Children first: one that has changed its user does not end with its parent.
    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void awaitReady() {
        try {
            String line = nextAnswer("READY");
            while (!line.startsWith("READY")) {
                line = nextAnswer("READY");
            }
            announced = pairs(line);
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private String nextAnswer(String question) {
        try {
            for (int tries = 0; tries < PATIENCE.toSeconds() * 5; tries++) {
                String line = answers.poll(200, TimeUnit.MILLISECONDS);
                if (line != null) {
                    return line;
                }
                if (!process.isAlive() && answers.isEmpty()) {
                    break;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("no answer to " + question + ": " + ending());
    }

    private String ending() {
        String state = process.isAlive() ? "is running" : "ended with status " + process.exitValue();
        return "process " + pid() + " " + state + ", its output:\n" + output();
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
                answers.add(line);
            }
        } catch (IOException e) {
            remember("(output ended: " + e.getMessage() + ")");
        }
    }

    private void remember(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == REMEMBERED_LINES) {
                lastLines.remove();
            }
            lastLines.add(line);
        }
    }

    private static Map<String, String> pairs(String line) {
        return Arrays.stream(line.split(" ", -1))
                .filter(word -> word.contains("="))
                .map(word -> word.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1], (_, last) -> last));
    }
}
