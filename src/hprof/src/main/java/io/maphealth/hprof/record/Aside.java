package io.maphealth.hprof.record;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A piece of work that is done beside what its maker does until it needs the result.
public final class Aside<T> {
    private final FutureTask<T> task;

    private Aside(FutureTask<T> task) {
        this.task = task;
    }

    /// In a thread of its own; where no more than one may read, in this one, before anything else.
    public static <T> Aside<T> of(int threads, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        if (threads > 1) {
            Thread.ofPlatform().name("heap-aside").daemon().start(task);
        } else {
            task.run();
        }
        return new Aside<>(task);
    }

    /// What came of it, or what it failed with.
    public T get() throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw Workers.failure(e);
        }
    }
}
