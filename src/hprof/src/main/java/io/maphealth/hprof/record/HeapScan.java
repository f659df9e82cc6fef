package io.maphealth.hprof.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/// Shows all heap segments of a dump to visitors, one visitor a thread: units of whole segments are read by whoever is
/// free, each into an array that is reused. A gzip dump of an unknown
/// writer has one thread, and units are its segments.
///
/// A segment that is not what it says is left at the place where that shows; the scan goes on with the next one and
/// reports the damage.
public final class HeapScan {
    private static final int WINDOW_BYTES = 256 << 10;
    private static final int HEADER_WINDOW_BYTES = 16 << 10;
    private static final int ARRAY_WINDOW_BYTES = 4 << 10;
    private static final long LEAST_UNIT_BYTES = 8 << 20;
    private static final int MOST_UNITS = 1 << 10;
    private static final int ARRAYS_AT_A_TIME = 1 << 6;

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

    /// How many units a scan goes through, 0 when the dump is streamed.
    public int units() {
        return units.size();
    }

    /// How many threads go through it.
    public int threads() {
        return threads;
    }

    /// Bytes that each scan has to read.
    public long dumpBytes() throws IOException {
        return dump.fileBytes();
    }

    /// Makes a visitor for each thread, shows them everything, and hands them back.
    public <V extends HeapVisitor> Scanned<V> scan(Function<Window, V> visitors)
            throws IOException, InterruptedException {
        return scan(_ -> true, visitors);
    }

    /// The same with some units only; all of a dump that is streamed.
    public <V extends HeapVisitor> Scanned<V> scan(IntPredicate wanted, Function<Window, V> visitors)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        return scan(windowBytes, visitors, worker -> {
            if (dump.streamed()) {
                worker.stream();
            } else {
                worker.units(wanted, next);
            }
        });
    }

    /// Shows them single arrays of references, by the positions where their elements start, in ascending order.
    public <V extends HeapVisitor> Scanned<V> arrays(long[] elements, Function<Window, V> visitors)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        int bytes = dump.streamed() ? windowBytes : Math.min(ARRAY_WINDOW_BYTES, windowBytes);
        return scan(bytes, visitors, worker -> worker.arrays(elements, next));
    }

    /// Shows them single long arrays of references in pieces, each piece to one visitor, who does not hear where in the
    /// array it is.
    public <V extends HeapVisitor> Scanned<V> pieces(long[] elements, Function<Window, V> visitors)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        return scan(windowBytes, visitors, worker -> worker.pieces(elements, next.getAndIncrement()));
    }

    private <V extends HeapVisitor> Scanned<V> scan(int windowBytes, Function<Window, V> visitors, Part<V> part)
            throws IOException, InterruptedException {
        List<Callable<Worker<V>>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Window window = dump.window(dump.firstRecord(), windowBytes);
            Worker<V> worker = new Worker<>(window, visitors.apply(window));
            workers.add(() -> {
                try (window) {
                    part.scan(worker);
                    return worker;
                }
            });
        }
        List<V> done = new ArrayList<>();
        Damage damage = layoutDamage;
        for (Worker<V> worker : Workers.run(workers)) {
            done.add(worker.visitor);
            damage = damage.plus(worker.damage);
        }
        return new Scanned<>(done, damage);
    }

    /// What a worker does of a scan.
    private interface Part<V extends HeapVisitor> {
        void scan(Worker<V> worker) throws IOException, InterruptedException;
    }

    /// The visitors after a scan, and what they did not get to see.
    public record Scanned<V>(List<V> visitors, Damage damage) {}

    /// Goes from segment to segment without reading them.
    private Damage findUnits() throws IOException {
        try (Window window = dump.window(dump.firstRecord(), HEADER_WINDOW_BYTES)) {
            return findUnits(new TopLevel(window));
        }
    }

    private Damage findUnits(TopLevel records) throws IOException {
        long fullUnit = Math.max(LEAST_UNIT_BYTES, dump.fileBytes() / MOST_UNITS);
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
                if (unitBytes >= fullUnit) {
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

        void units(IntPredicate wanted, AtomicInteger next) throws IOException, InterruptedException {
            for (int i = next.getAndIncrement(); i < units.size(); i = next.getAndIncrement()) {
                if (wanted.test(i)) {
                    visitor.unit(i);
                    unit(units.get(i).segments());
                }
            }
        }

        private void unit(List<Segment> segments) throws IOException, InterruptedException {
            dump.reopen(window, segments.getFirst().start());
            for (Segment segment : segments) {
                window.skip(segment.start() - window.position());
                segment(segment.end());
            }
        }

        void arrays(long[] elements, AtomicInteger next) throws IOException, InterruptedException {
            for (int from = next.getAndAdd(ARRAYS_AT_A_TIME);
                    from < elements.length;
                    from = next.getAndAdd(ARRAYS_AT_A_TIME)) {
                Workers.checkInterrupted();
                for (int i = from; i < Math.min(elements.length, from + ARRAYS_AT_A_TIME); i++) {
                    array(elements[i]);
                }
            }
        }

        void pieces(long[] elements, int turn) throws IOException, InterruptedException {
            for (long array : elements) {
                Workers.checkInterrupted();
                array(array, turn, threads);
            }
        }

        private void array(long elements) throws IOException {
            array(elements, 0, 1);
        }

        private void array(long elements, int turn, int turns) throws IOException {
            try {
                subRecords.array(elements, turn, turns);
            } catch (MalformedDumpException e) {
                damage = damage.plus(Damage.of(e));
            }
        }

        void stream() throws IOException, InterruptedException {
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
        }

        private void segment(long end) throws IOException, InterruptedException {
            Workers.checkInterrupted();
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
