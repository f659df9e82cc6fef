package io.maphealth.gomem.pprof;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads the text of `/debug/pprof/heap?debug=1` record by record (go1.21..1.26 runtime/pprof/pprof.go,
/// `writeHeapInternal` and `printStackRecord`).
///
/// ```
/// heap profile: 31: 493024 [44: 1796992] @ heap/1048576
/// 1: 163840 [1: 163840] @ 0x4877b3 0x48bec9 0x69b386
/// #	0x69b385	main.notAMap+0x25	/src/main.go:78
///
///
/// # runtime.MemStats
/// # Alloc = 15351464
/// ```
final class HeapPageReader {
    private final PageLines lines;
    private final PprofLimits limits;
    private final Consumer<HeapRecord> inUse;
    private long rate;
    private Usage sum = Usage.NONE;

    private HeapPageReader(PageLines lines, PprofLimits limits, Consumer<HeapRecord> inUse) {
        this.lines = lines;
        this.limits = limits;
        this.inUse = inUse;
    }

    /// @param inUse is given each record that has something in use
    static HeapSummary read(InputStream page, PprofLimits limits, Consumer<HeapRecord> inUse)
            throws IOException, UnreadablePprofException {
        return new HeapPageReader(new PageLines(page, limits), limits, inUse).page();
    }

    private HeapSummary page() throws IOException, UnreadablePprofException {
        LineScanner header = lines.expect("\"heap profile: \"");
        Usage total = usage(header.literal("heap profile: "));
        // twice the rate is written
        rate = header.literal(" @ heap/").decimal("the sampling rate") / 2;
        header.end();
        for (LineScanner line = lines.expect("a record"); !line.blank(); line = lines.expect("a record")) {
            record(line);
        }
        if (!sum.equals(total)) {
            throw header.unreadable("the records add up to " + sum + ", the first line says " + total);
        }
        lines.expect("\"# runtime.MemStats\"").literal("# runtime.MemStats").end();
        return new HeapSummary(rate, MemStatsReader.read(lines));
    }

    private void record(LineScanner line) throws IOException, UnreadablePprofException {
        Usage usage = usage(line);
        sum = sum.plus(usage);
        List<Long> pcs = pcs(line.literal(" @"));
        List<Frame> frames = frames();
        if (usage.bytes() > 0) {
            inUse.accept(new HeapRecord(Estimate.of(usage.objects(), usage.bytes(), rate), pcs, frames));
        }
    }

    private static Usage usage(LineScanner line) throws UnreadablePprofException {
        long objects = line.decimal("objects in use");
        long bytes = line.literal(": ").decimal("bytes in use");
        long allocatedObjects = line.literal(" [").decimal("allocated objects");
        long allocatedBytes = line.literal(": ").decimal("allocated bytes");
        line.literal("]");
        return new Usage(objects, bytes, allocatedObjects, allocatedBytes);
    }

    private List<Long> pcs(LineScanner line) throws UnreadablePprofException {
        List<Long> pcs = new ArrayList<>();
        while (!line.atEnd()) {
            pcs.add(line.literal(" ").hexadecimal("an address"));
            if (pcs.size() > limits.frames()) {
                throw line.unreadable("more than " + limits.frames() + " addresses in a stack");
            }
        }
        return pcs;
    }

    private List<Frame> frames() throws IOException, UnreadablePprofException {
        List<Frame> frames = new ArrayList<>();
        for (LineScanner line = lines.expect("a frame"); !line.blank(); line = lines.expect("a frame")) {
            frames.add(frame(line));
            if (frames.size() > limits.frames()) {
                throw line.unreadable("more than " + limits.frames() + " frames in a stack");
            }
        }
        return frames;
    }

    private static Frame frame(LineScanner line) throws UnreadablePprofException {
        long pc = line.literal("#\t").hexadecimal("an address");
        if (line.atEnd()) {
            return new Frame(pc, "", "", 0);
        }
        String function = line.literal("\t").until("\t", "function+offset");
        int offset = function.lastIndexOf("+0x");
        String place = line.skipAll('\t').rest();
        int colon = place.lastIndexOf(':');
        if (offset <= 0 || colon < 0) {
            throw line.unreadable("expected function+offset and file:line");
        }
        return new Frame(pc, function.substring(0, offset), place.substring(0, colon), lineNumber(line, place));
    }

    private static int lineNumber(LineScanner line, String place) throws UnreadablePprofException {
        try {
            return Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
        } catch (NumberFormatException _) {
            throw line.unreadable("expected file:line");
        }
    }

    /// The four numbers of a line; sums wrap around like Go's own.
    private record Usage(long objects, long bytes, long allocatedObjects, long allocatedBytes) {
        static final Usage NONE = new Usage(0, 0, 0, 0);

        Usage plus(Usage more) {
            return new Usage(
                    objects + more.objects,
                    bytes + more.bytes,
                    allocatedObjects + more.allocatedObjects,
                    allocatedBytes + more.allocatedBytes);
        }

        @Override
        public String toString() {
            return objects + ": " + bytes + " [" + allocatedObjects + ": " + allocatedBytes + "]";
        }
    }
}
