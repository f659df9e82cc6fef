package io.maphealth.hprof.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// Shows all heap segments of a dump to visitors, one visitor a thread: units of whole segments are read by whoever is
/// free, each into an array that is reused. A gzip dump of an unknown
/// writer has one thread, and units are its segments.
///
/// A segment that is not what it says is left at the place where that shows; the scan goes on with the next one and
/// reports the damage.
public final class HeapScan {
    private static final int WINDOW_BYTES = 256 << 10;
    private static final long UNIT_BYTES = 8 << 20;

    private final DumpFile dump;
    private final int threads;
    private final int windowBytes;
    private final LongConsumer progress;
    private final List<Unit> units;
    private final Damage layoutDamage;

    /// Finds out what there is to scan; `progress` hears of bytes that have been read, from any thread.
    public HeapScan(DumpFile dump, int threads, LongConsumer progress) throws IOException {
        this.dump = dump;
        this.progress = progress;
        this.units = new ArrayList<>();
        this.layoutDamage = dump.streamed() ? Damage.NONE : findUnits();
        this.threads = dump.streamed() ? 1 : Math.clamp(units.size(), 1, threads);
        this.windowBytes =
                (int) Math.min(WINDOW_BYTES, Math.max(64, dump.streamed() ? WINDOW_BYTES : dump.fileBytes()));
    }

    /// Bytes that each scan has to read.
    public long dumpBytes() throws IOException {
        return dump.fileBytes();
    }

    /// Makes a visitor for each thread, shows them everything, and hands them back.
    public <V extends HeapVisitor> Scanned<V> scan(Function<Window, V> visitors)
            throws IOException, InterruptedException {
        AtomicInteger nextUnit = new AtomicInteger();
        List<Callable<Worker<V>>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Window window = dump.window(dump.firstRecord(), windowBytes);
            Worker<V> worker = new Worker<>(window, visitors.apply(window));
            workers.add(() -> dump.streamed() ? worker.stream() : worker.units(nextUnit));
        }
        List<V> done = new ArrayList<>();
        Damage damage = layoutDamage;
        for (Worker<V> worker : run(workers)) {
            done.add(worker.visitor);
            damage = damage.plus(worker.damage);
        }
        return new Scanned<>(done, damage);
    }

    /// The visitors after a scan, and what they did not get to see.
    public record Scanned<V>(List<V> visitors, Damage damage) {}

    private static <T> List<T> run(List<Callable<T>> tasks) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(
                tasks.size(), Thread.ofPlatform().name("heap-scan-", 0).daemon().factory());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException own -> throw own;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /// Goes from segment to segment without reading them.
    private Damage findUnits() throws IOException {
        Window window = dump.window(dump.firstRecord(), 16 << 10);
        TopLevel records = new TopLevel(window);
        List<Segment> unit = new ArrayList<>();
        long unitBytes = 0;
        boolean segments = false;
        boolean ended = false;
        Damage damage = Damage.NONE;
        try {
            while (records.next()) {
                if (Tags.isSegment(records.tag())) {
                    unit.add(new Segment(records.bodyStart(), records.bodyEnd()));
                    unitBytes += records.bodyBytes();
                    segments |= records.tag() == Tags.HEAP_DUMP_SEGMENT;
                }
                ended |= records.tag() == Tags.HEAP_DUMP_END || records.bodyEnd() == Long.MAX_VALUE;
                if (unitBytes >= UNIT_BYTES) {
                    units.add(new Unit(List.copyOf(unit)));
                    unit.clear();
                    unitBytes = 0;
                }
            }
            if (segments && !ended) {
                damage = Damage.of(
                        new MalformedDumpException("dump", dump.fileBytes(), "it ends without an end record"));
            }
        } catch (MalformedDumpException e) {
            damage = Damage.of(e);
        }
        if (!unit.isEmpty()) {
            units.add(new Unit(List.copyOf(unit)));
        }
        return damage;
    }

    private record Segment(long start, long end) {}

    private record Unit(List<Segment> segments) {}

    /// One thread's part of a scan.
    private final class Worker<V extends HeapVisitor> {
        private final Window window;
        private final V visitor;
        private final SubRecords subRecords;
        private Damage damage = Damage.NONE;

        Worker(Window window, V visitor) {
            this.window = window;
            this.visitor = visitor;
            this.subRecords = new SubRecords(window, visitor);
        }

        Worker<V> units(AtomicInteger next) throws IOException, InterruptedException {
            for (int i = next.getAndIncrement(); i < units.size(); i = next.getAndIncrement()) {
                List<Segment> segments = units.get(i).segments();
                dump.reopen(window, segments.getFirst().start());
                for (Segment segment : segments) {
                    window.skip(segment.start() - window.position());
                    segment(segment.end());
                }
            }
            return this;
        }

        Worker<V> stream() throws IOException, InterruptedException {
            TopLevel records = new TopLevel(window);
            boolean ended = false;
            try {
                while (records.next()) {
                    ended |= records.tag() == Tags.HEAP_DUMP_END || records.tag() == Tags.HEAP_DUMP;
                    if (Tags.isSegment(records.tag())) {
                        segment(records.bodyEnd());
                    }
                }
                if (!ended) {
                    throw new MalformedDumpException("dump", window.position(), "it ends without an end record");
                }
            } catch (MalformedDumpException e) {
                damage = damage.plus(Damage.of(e));
            }
            return this;
        }

        private void segment(long end) throws IOException, InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while reading a heap dump");
            }
            long start = window.position();
            try {
                subRecords.scan(end);
            } catch (MalformedDumpException e) {
                damage = damage.plus(Damage.of(e));
            }
            progress.accept(window.position() - start);
        }
    }
}
