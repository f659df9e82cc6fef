package io.maphealth.gomem.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Works a server with a few clients at once until it is closed.
abstract class ServerLoad implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private volatile boolean running = true;

    /// One client: does its work until [#running] is false, calling [#served] for each answer.
    abstract void work(int client) throws Exception;

    /// Starts the clients; those that cannot connect yet try again.
    ///
    /// @return whether the server answered in that time
    final boolean begin(Duration patience) {
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            threads.add(Thread.ofPlatform().daemon().name("client " + number).start(() -> keepWorking(number)));
        }
        long end = System.nanoTime() + patience.toNanos();
        while (requests.get() == 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        return requests.get() > 0;
    }

    final boolean running() {
        return running;
    }

    final void served(long more) {
        requests.addAndGet(more);
    }

    final long requests() {
        return requests.get();
    }

    @Override
    public final void close() {
        running = false;
        threads.forEach(Thread::interrupt);
    }

    private void keepWorking(int client) {
        while (running) {
            try {
                work(client);
            } catch (Exception _) {
                // the server is not there yet, or no more
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }
}
