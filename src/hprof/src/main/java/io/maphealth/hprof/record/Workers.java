package io.maphealth.hprof.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that share one piece of work.
public final class Workers {
    private Workers() {}

    /// Runs each task in a thread of its own and waits for all of them.
    public static <T> List<T> run(List<Callable<T>> tasks) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(
                tasks.size(), Thread.ofPlatform().name("heap-scan-", 0).daemon().factory());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /// What the work of another thread failed with: thrown when it is of a kind that may be, else given back.
    static RuntimeException failure(ExecutionException failed) throws IOException {
        return switch (failed.getCause()) {
            case IOException io -> throw io;
            case Error error -> throw error;
            case RuntimeException own -> own;
            case null, default -> new IllegalStateException(failed);
        };
    }

    static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while reading a heap dump");
        }
    }
}
