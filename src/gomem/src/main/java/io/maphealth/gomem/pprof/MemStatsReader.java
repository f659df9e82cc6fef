package io.maphealth.gomem.pprof;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the lines `# Name = value` at the end of a heap page. The last one, `MaxRSS`, proves that nothing is missing.
final class MemStatsReader {
    private static final int MOST_LINES = 100;
    private static final String LAST = "MaxRSS";

    private final Map<String, LineScanner> values = new HashMap<>();
    private final PageLines lines;

    private MemStatsReader(PageLines lines) {
        this.lines = lines;
    }

    static GoMemStats read(PageLines lines) throws IOException, UnreadablePprofException {
        return new MemStatsReader(lines).stats();
    }

    private GoMemStats stats() throws IOException, UnreadablePprofException {
        while (!values.containsKey(LAST)) {
            LineScanner line = lines.expect("\"# " + LAST + "\"");
            String name = line.literal("# ").until(" = ", "a name");
            if (values.putIfAbsent(name, line) != null || values.size() > MOST_LINES) {
                throw line.unreadable("expected another name than " + name);
            }
        }
        number(LAST);
        Optional<LineScanner> more = lines.next();
        if (more.isPresent()) {
            throw more.get().unreadable("expected the end of the page");
        }
        long cycles = number("NumGC");
        return new GoMemStats(
                number("HeapAlloc"), number("HeapInuse"), number("Sys"), cycles, lastGc(), newestFirst(cycles));
    }

    private Optional<Instant> lastGc() throws UnreadablePprofException {
        long nanos = number("LastGC");
        return nanos == 0 ? Optional.empty() : Optional.of(Instant.EPOCH.plusNanos(nanos));
    }

    /// The pauses are a ring, the newest at `(NumGC + size - 1) % size`.
    private List<Long> newestFirst(long cycles) throws UnreadablePprofException {
        List<Long> ring = ring();
        List<Long> pauses = new ArrayList<>();
        for (long cycle = cycles; cycle > Math.max(0, cycles - ring.size()); cycle--) {
            pauses.add(ring.get(Math.floorMod(cycle - 1, ring.size())));
        }
        return pauses;
    }

    private List<Long> ring() throws UnreadablePprofException {
        LineScanner line = value("PauseNs").literal("[");
        List<Long> ring = new ArrayList<>();
        while (!line.at("]")) {
            if (!ring.isEmpty()) {
                line.literal(" ");
            }
            ring.add(line.decimal("a pause"));
        }
        line.literal("]").end();
        return ring;
    }

    private long number(String name) throws UnreadablePprofException {
        LineScanner line = value(name);
        long number = line.decimal(name);
        line.end();
        return number;
    }

    private LineScanner value(String name) throws UnreadablePprofException {
        LineScanner line = values.get(name);
        if (line == null) {
            throw new UnreadablePprofException("no " + name + " in the MemStats");
        }
        return line;
    }
}
