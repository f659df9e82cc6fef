package io.maphealth.process;

import io.maphealth.process.UnreadableProcessException.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/// A process whose threads all stand still while something is read, by PTRACE_SEIZE and PTRACE_INTERRUPT (ptrace(2)).
///
/// Nobody but the kernel notices: no signal is sent and none is lost, system calls go on afterwards. All of it
/// happens in a thread of its own, and a tracer's threads are let go when it ends, whatever it ends of. Takes the
/// same rights as reading the memory, and that nobody else traces the process.
public final class Standstill implements AutoCloseable {
    /// Each takes a few microseconds to stop.
    private static final int MOST_THREADS = 1_000;

    private static final long BETWEEN_QUESTIONS_NANOS = 20_000;

    private final Path proc;
    private final long pid;
    private final long startedAt;
    private final Duration limit;
    private final Ptrace ptrace = new Ptrace();
    private final Set<Integer> known = new HashSet<>();
    /// Those that stand, and the signals that they are to get when they go on.
    private final Map<Integer, Integer> standing = new HashMap<>();

    /// What came of it, and how long the process stood still for it, from the first thread to the last.
    public record Outcome<T>(T result, Duration pause) {}

    private Standstill(Path proc, long pid, Duration limit) {
        this.proc = proc;
        this.pid = pid;
        this.limit = limit;
        this.startedAt = System.nanoTime();
    }

    /// Stops the process, acts, and lets it go on.
    ///
    /// @param limit the time that all of it may take; the action is given what is left of it, and has to keep to it
    /// @throws UnreadableProcessException when it has gone, may not be stopped, or does not stand in time
    public static <T> Outcome<T> during(Path proc, long pid, Duration limit, Function<Duration, T> action)
            throws UnreadableProcessException {
        if (childOfThisProcess(pid)) {
            throw new UnreadableProcessException(
                    Cause.REFUSED, "process %d: it may not be stopped: it is a child of this one".formatted(pid));
        }
        FutureTask<Outcome<T>> task = new FutureTask<>(() -> stopped(proc, pid, limit, action));
        Thread.ofPlatform().daemon().name("standstill").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw rethrown(failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The run-time waits for those, and would take a thread that stands for one that has ended.
    private static boolean childOfThisProcess(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(ProcessHandle::parent)
                .filter(ProcessHandle.current()::equals)
                .isPresent();
    }

    private static <T> Outcome<T> stopped(Path proc, long pid, Duration limit, Function<Duration, T> action)
            throws UnreadableProcessException {
        Standstill standstill = new Standstill(proc, pid, limit);
        T result;
        try (standstill) {
            standstill.stopAll();
            result = action.apply(standstill.left());
        }
        return new Outcome<>(result, standstill.took());
    }

    private static UnreadableProcessException rethrown(ExecutionException failed) {
        if (failed.getCause() instanceof UnreadableProcessException refused) {
            return refused;
        }
        if (failed.getCause() instanceof RuntimeException mistake) {
            throw mistake;
        }
        throw new IllegalStateException(failed.getCause());
    }

    /// Lets all threads go on.
    @Override
    public void close() {
        standing.forEach(ptrace::detach);
        standing.clear();
        ptrace.close();
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private Duration left() {
        return limit.minus(took());
    }

    /// A thread that still runs may start others, so they are listed until there is no new one.
    private void stopAll() throws UnreadableProcessException {
        for (List<Integer> more = unknown(); !more.isEmpty(); more = unknown()) {
            known.addAll(more);
            Set<Integer> stopping = new HashSet<>();
            for (int thread : more) {
                if (seized(thread)) {
                    ptrace.interrupt(thread);
                    stopping.add(thread);
                }
            }
            await(stopping);
        }
        requireTime();
        if (standing.isEmpty()) {
            throw new UnreadableProcessException(Cause.GONE, "process %d: it has ended".formatted(pid));
        }
    }

    private boolean seized(int thread) throws UnreadableProcessException {
        int refused = ptrace.seize(thread);
        if (refused == 0) {
            return true;
        }
        if (refused == Ptrace.NO_SUCH_THREAD || hasEnded(thread)) {
            return false;
        }
        throw new UnreadableProcessException(
                Cause.REFUSED,
                "process %d: it may not be stopped (%s): another program traces it, or Yama or a seccomp profile forbids ptrace"
                        .formatted(pid, refused == Ptrace.NOT_PERMITTED ? "not permitted" : "errno " + refused));
    }

    private void await(Set<Integer> stopping) throws UnreadableProcessException {
        stopping.removeIf(this::noLongerRuns);
        while (!stopping.isEmpty()) {
            requireTime();
            LockSupport.parkNanos(BETWEEN_QUESTIONS_NANOS);
            stopping.removeIf(this::noLongerRuns);
        }
    }

    private void requireTime() throws UnreadableProcessException {
        if (!left().isPositive()) {
            throw new UnreadableProcessException(
                    Cause.REFUSED,
                    "process %d: stopping its %d threads takes more than %d ms"
                            .formatted(pid, known.size(), limit.toMillis()));
        }
    }

    private boolean noLongerRuns(int thread) {
        Ptrace.State state = ptrace.state(thread);
        if (state == Ptrace.State.STANDS) {
            standing.put(thread, ptrace.signalOnItsWay());
        }
        return state != Ptrace.State.RUNS;
    }

    /// Its threads that nothing was tried with yet.
    private List<Integer> unknown() throws UnreadableProcessException {
        try (Stream<Path> files = Files.list(tasks())) {
            List<Integer> threads = files.map(
                            file -> Integer.valueOf(file.getFileName().toString()))
                    .toList();
            if (threads.size() > MOST_THREADS) {
                throw new UnreadableProcessException(
                        Cause.REFUSED,
                        "process %d: it has %,d threads, and more than %,d are not stopped"
                                .formatted(pid, threads.size(), MOST_THREADS));
            }
            return threads.stream().filter(thread -> !known.contains(thread)).toList();
        } catch (IOException | UncheckedIOException _) {
            throw new UnreadableProcessException(Cause.GONE, "process %d: it has ended".formatted(pid));
        }
    }

    private boolean hasEnded(int thread) {
        try {
            String stat =
                    Files.readString(tasks().resolve(Integer.toString(thread)).resolve("stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X';
        } catch (IOException | StringIndexOutOfBoundsException _) {
            return true;
        }
    }

    private Path tasks() {
        return proc.resolve(Long.toString(pid)).resolve("task");
    }
}
