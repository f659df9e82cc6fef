package io.maphealth.exporter;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// The maps that a program answers for. Safe for use by many threads.
///
/// Maps are held weakly: a registration never keeps one alive. Nothing is intercepted; the work is done by [#census].
public final class MapRegistry {
    private static final MapRegistry SHARED = new MapRegistry(mainClass(), Limits.DEFAULT);

    private final String name;
    private final Limits limits;
    private final List<Watched> registrations = new ArrayList<>();
    private final Object asking = new Object();
    private long serial;
    private int first;

    /// @param name what the program calls itself
    public MapRegistry(String name, Limits limits) {
        this.name = name;
        this.limits = limits;
    }

    /// The registry of a program that needs only one, named by its main class or jar.
    public static MapRegistry shared() {
        return SHARED;
    }

    /// Registers a map that may be walked at any time: a concurrent one, or one whose interrupted walk is done again.
    ///
    /// @param owner what a person will read in an alert: `SessionStore.sessions`
    /// @throws IllegalStateException the same map is registered under that owner
    public Registration watch(String owner, Map<?, ?> map) {
        return watch(owner, map, Guard.NONE);
    }

    /// Registers a map that is walked under a guard.
    public Registration watch(String owner, Map<?, ?> map, Guard guard) {
        return add(owner, map, new Subject.WeakMap(new WeakReference<>(map), guard));
    }

    /// Registers the map of a holder, which is held weakly too; the holder may take another map.
    /// `mapOf` must not refer to the holder.
    public <T> Registration watch(String owner, T holder, Function<T, Map<?, ?>> mapOf, Guard guard) {
        return add(owner, holder, new Subject.Held<>(new WeakReference<>(holder), mapOf, guard));
    }

    /// Registers a structure by functions; they are held until the registration is closed.
    public Registration watch(String owner, Visited visited) {
        return add(owner, visited, new Subject.Functions(visited));
    }

    /// Looks at every registered map; returns within the limits.
    public Census census() {
        synchronized (asking) {
            Instant takenAt = Instant.now();
            long started = System.nanoTime();
            Walk walk = new Walk(limits, started + limits.budget().toNanos());
            List<MapEntry> maps = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            for (Watched watched : inTurn()) {
                ask(watched, walk, started)
                        .ifPresentOrElse(
                                answer -> {
                                    maps.add(answer.map());
                                    answer.problem().ifPresent(problem -> problems.add(watched.id() + ": " + problem));
                                },
                                () -> remove(watched));
            }
            first += maps.size() - problems.size();
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            return Census.of(new Census.Moment(takenAt, took), name, maps, problems);
        }
    }

    private Registration add(String owner, Object map, Subject subject) {
        if (owner.isBlank()) {
            throw new IllegalArgumentException("no owner: name the field that holds the map: SessionStore.sessions");
        }
        synchronized (registrations) {
            if (registrations.stream().anyMatch(known -> known.owner().equals(owner) && same(known.subject(), map))) {
                throw new IllegalStateException(
                        owner + " is already registered: close its first registration, or name another owner");
            }
            serial++;
            Watched watched = new Watched(owner + "#" + serial, owner, subject);
            registrations.add(watched);
            return () -> remove(watched);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very map, not an equal one
    private static boolean same(Subject subject, Object map) {
        return subject.identity().filter(known -> known == map).isPresent();
    }

    private void remove(Watched watched) {
        synchronized (registrations) {
            registrations.remove(watched);
        }
    }

    /// All of them, starting where the last census ended, so that a short budget reaches every map in turn.
    private List<Watched> inTurn() {
        synchronized (registrations) {
            List<Watched> turn = new ArrayList<>(registrations);
            if (!turn.isEmpty()) {
                Collections.rotate(turn, -(first % turn.size()));
            }
            return turn;
        }
    }

    private Optional<Answer> ask(Watched watched, Walk walk, long started) {
        if (!watched.subject().mayHang()) {
            return guarded(watched, walk);
        }
        if (watched.asked()) {
            return Optional.of(Answer.unseen(watched, "what was asked in an earlier census has not come back"));
        }
        watched.asked(true);
        CompletableFuture<Optional<Answer>> coming = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> {
                    Optional<Answer> answer = guarded(watched, walk);
                    watched.asked(false);
                    coming.complete(answer);
                },
                "maphealth " + watched.id());
        asking.setDaemon(true);
        asking.start();
        return await(coming, watched, started);
    }

    private Optional<Answer> await(CompletableFuture<Optional<Answer>> coming, Watched watched, long started) {
        long left = limits.budget().toNanos() - (System.nanoTime() - started);
        long patience = Math.max(10_000_000, Math.min(left, limits.patience().toNanos()));
        try {
            return coming.get(patience, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Optional.of(Answer.unseen(watched, "it did not come back in time"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of(Answer.unseen(watched, "interrupted"));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A map that throws while walked spoils only its own figures.
    private static Optional<Answer> guarded(Watched watched, Walk walk) {
        try {
            return watched.subject().look(watched, walk);
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            String text = String.valueOf(thrown).lines().findFirst().orElse("");
            return Optional.of(Answer.unseen(
                    watched, "thrown while walked: " + text.substring(0, Math.min(300, text.length()))));
        }
    }

    private static String mainClass() {
        String command = System.getProperty("sun.java.command", "java");
        return command.split(" ", 2)[0].replaceAll(".*/", "");
    }
}
