package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Pages;
import io.maphealth.process.Window;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// The maps of Go 1.24 and newer: a directory of tables, a table of groups, a group of eight slots and their control
/// bytes; a small map is one group.
final class SwissMaps implements MapLayout {
    static final String KIND = "go-swiss";

    /// A random seed is hardly ever this small; other objects' counters are.
    private static final long LEAST_SEED = 1L << 32;

    private static final int TABLES_AT_ONCE = 1 << 12;

    private final boolean mallocHeaders;
    private final Spans spans;
    private final TableRuns slots;
    private final TableTypes types;
    private final SwissTables tables;
    private final GroupWalk groups;
    private final SwissGrowth growth;
    private final long[] sorted = new long[TABLES_AT_ONCE];

    SwissMaps(GoRuntime runtime, Memory memory, Spans spans, KeySample sample) {
        this.mallocHeaders = runtime.layout().mallocHeaders();
        this.spans = spans;
        Pages pages = new Pages(memory);
        this.types = new TableTypes(runtime, pages, spans);
        this.tables = new SwissTables(runtime, memory, spans, types);
        this.slots = new TableRuns(memory, spans, pages);
        this.groups = new GroupWalk(slots, new SlotPlausibility(runtime, spans), new KeyCheck(sample));
        this.growth = new SwissGrowth(runtime.sizeClasses());
    }

    @Override
    public int headerSize() {
        return SwissHeader.SIZE;
    }

    @Override
    public Map<String, Map<String, Integer>> structs() {
        return Map.of(
                "internal/runtime/maps.Map", SwissHeader.OFFSETS, "internal/runtime/maps.table", SwissTable.OFFSETS);
    }

    @Override
    public int tablesOffset() {
        return SwissHeader.DIRECTORY;
    }

    @Override
    public boolean likely(Window header, long address) {
        return SwissHeader.plausible(header, address)
                && SwissHeader.directoryLength(header, address) > 0
                && SwissHeader.directory(header, address) > 0;
    }

    @Override
    public void startLook() {
        forget();
        types.forget();
    }

    @Override
    public void forget() {
        slots.forget();
        tables.forget();
    }

    @Override
    public boolean writing(Window header, long address) {
        return SwissHeader.writing(header, address);
    }

    @Override
    public long needed(long count, int groupSize, boolean pointers) {
        return growth.needed(count, groupSize, pointers);
    }

    @Override
    public long allowedProbe(long capacity) {
        return growth.allowedProbe(capacity);
    }

    @Override
    public Optional<MapWalk> walk(Window header, long address, Depth depth) {
        if (!SwissHeader.plausible(header, address)) {
            return Optional.empty();
        }
        long directory = SwissHeader.directory(header, address);
        boolean small = SwissHeader.directoryLength(header, address) == 0;
        if (directory == 0) {
            return small ? neverWritten(header, address) : Optional.empty();
        }
        int span = spans.at(directory);
        if (span >= 0 && spans.stack(span)) {
            return small && spans.at(address) == span ? onStack(header, address) : Optional.empty();
        }
        if (span < 0 || !spans.inUse(span) || !spans.dataStart(span, directory, mallocHeaders)) {
            return Optional.empty();
        }
        return small ? small(header, address, span) : large(header, address, span, depth);
    }

    private Optional<MapWalk> neverWritten(Window header, long at) {
        long seed = SwissHeader.seed(header, at);
        boolean random = Long.compareUnsigned(seed, LEAST_SEED) >= 0 && spans.at(seed) < 0;
        return random && SwissHeader.untouched(header, at)
                ? Optional.of(visit(header, at).untouched())
                : Optional.empty();
    }

    private Optional<MapWalk> small(Window header, long at, int span) {
        long group = SwissHeader.directory(header, at);
        SwissVisit visit = visit(header, at);
        TableTypes.Match match = groups.fitting(types.match(span, group, 1), group, 1, visit.used());
        boolean typed = !match.types().isEmpty();
        int groupSize = typed ? match.types().getFirst().groupSize() : SwissTable.SLOTS_OF_GROUP;
        groups.start(match);
        // eight bytes of any small numbers look like control bytes: only a count that agrees makes this a map
        if (!groups.walk(group, 1, groupSize) || groups.tombstones() > 0 || groups.full() != visit.used()) {
            return Optional.empty();
        }
        long bytes = spans.elementSize(span);
        return Optional.of(visit.ofGroup(match, typed ? groupSize : (int) bytes, spans.pointers(span), bytes));
    }

    /// A small map whose header and group the compiler laid on the stack.
    private Optional<MapWalk> onStack(Window header, long at) {
        long group = SwissHeader.directory(header, at);
        SwissVisit visit = visit(header, at);
        TableTypes.Match match = groups.passing(types.any(), group, visit.used());
        if (match.types().isEmpty()) {
            return Optional.empty();
        }
        MapType likeliest = match.types().getFirst();
        int groupSize = likeliest.groupSize();
        groups.start(match);
        groups.walk(group, 1, groupSize);
        return Optional.of(visit.ofGroup(match, groupSize, likeliest.group().hasPointers(), groupSize));
    }

    private Optional<MapWalk> large(Window header, long at, int span, Depth depth) {
        long length = SwissHeader.directoryLength(header, at);
        if (length > spans.elementSize(span) / Long.BYTES) {
            return Optional.empty();
        }
        SwissVisit visit = visit(header, at);
        visit.startTables(spans.elementSize(span), depth);
        slots.start();
        long start = SwissHeader.directory(header, at);
        boolean all = addTables(visit, start, start + length * Long.BYTES);
        return all ? Optional.of(visit.ofTables()) : visit.torn();
    }

    /// Adds tables in order of address, many at a time: their headers lie side by side, and mostly their slots.
    ///
    /// @return false when one could not be added
    private boolean addTables(SwissVisit visit, long start, long end) {
        long previous = -1;
        for (long entry = start; entry < end; ) {
            int found = 0;
            for (; entry < end && found < sorted.length; entry += Long.BYTES) {
                long table = tables.addressAt(entry, end);
                // one that was split less often than others stands in the directory several times in a row
                if (table != previous) {
                    sorted[found++] = table;
                }
                previous = table;
            }
            Arrays.sort(sorted, 0, found);
            for (int i = 0; i < found; i++) {
                if (!visit.add(sorted[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    private SwissVisit visit(Window header, long at) {
        return new SwissVisit(groups, tables, header, at);
    }
}
