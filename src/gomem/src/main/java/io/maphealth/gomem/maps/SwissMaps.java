package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.SizeClasses;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Pages;
import io.maphealth.process.Window;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The maps of Go 1.24 and newer: a directory of tables, a table of groups, a group of eight slots and their control
/// bytes.
///
/// Layout: `internal/runtime/maps` Map (map.go), table (table.go), groupsReference (group.go), the same from 1.24 to
/// 1.26.
final class SwissMaps implements MapLayout {
    static final String KIND = "go-swiss";

    private static final int USED = 0;
    private static final int SEED = 8;
    private static final int DIRECTORY = 16;
    private static final int DIRECTORY_LENGTH = 24;
    private static final int GLOBAL_DEPTH = 32;
    private static final int GLOBAL_SHIFT = 33;
    private static final int WRITING = 34;
    private static final int TOMBSTONE_POSSIBLE = 35;
    private static final int PADDING = 36;
    private static final int CLEAR_SEQUENCE = 40;
    private static final int HEADER = 48;

    /// Bytes of a directory that are read at once.
    private static final int DIRECTORY_PART = 1 << 16;

    private static final int TABLE_USED = 0;
    private static final int TABLE_CAPACITY = 2;
    private static final int TABLE_GROWTH_LEFT = 4;
    private static final int TABLE_LOCAL_DEPTH = 6;
    private static final int TABLE_GROUPS = 16;
    private static final int TABLE_LENGTH_MASK = 24;
    private static final int TABLE = 32;

    private static final int SLOTS = 8;
    private static final int MOST_TABLE_CAPACITY = 1024;
    private static final int LOAD = 7;
    private static final int MOST_GROUP = 1 << 12;
    private static final long MOST_USED = 1L << 40;
    private static final int MOST_DEPTH = 40;
    private static final long MOST_CLEAR_SEQUENCE = 1L << 40;
    /// A random seed is hardly ever this small; other objects' counters are.
    private static final long LEAST_SEED = 1L << 32;

    private static final int PROBE_BASE = 24;
    private static final int PROBE_PER_DOUBLING = 2;

    private final GoRuntime runtime;
    private final Memory memory;
    private final Spans spans;
    private final Pages pages;
    private final TableTypes types;
    private final Window directory = new Window(DIRECTORY_PART);
    private final Window tables = new Window(SizeClasses.PAGE);
    private final GroupWalk groups;

    SwissMaps(GoRuntime runtime, Memory memory, Spans spans, KeySample sample) {
        this.runtime = runtime;
        this.memory = memory;
        this.spans = spans;
        this.pages = new Pages(memory);
        this.types = new TableTypes(runtime, pages, spans);
        this.groups = new GroupWalk(pages, new SlotPlausibility(runtime, spans), new KeyCheck(sample));
    }

    @Override
    public int headerSize() {
        return HEADER;
    }

    @Override
    public Map<String, Map<String, Integer>> structs() {
        Map<String, Integer> map = Map.of(
                "used", USED,
                "seed", SEED,
                "dirPtr", DIRECTORY,
                "dirLen", DIRECTORY_LENGTH,
                "globalDepth", GLOBAL_DEPTH,
                "globalShift", GLOBAL_SHIFT,
                "writing", WRITING,
                "tombstonePossible", TOMBSTONE_POSSIBLE,
                "clearSeq", CLEAR_SEQUENCE);
        Map<String, Integer> table = Map.of(
                "used", TABLE_USED,
                "capacity", TABLE_CAPACITY,
                "growthLeft", TABLE_GROWTH_LEFT,
                "localDepth", TABLE_LOCAL_DEPTH,
                "groups", TABLE_GROUPS);
        return Map.of("internal/runtime/maps.Map", map, "internal/runtime/maps.table", table);
    }

    @Override
    public int tablesOffset() {
        return DIRECTORY;
    }

    @Override
    public boolean likely(Window header, long address) {
        return plausible(header, address)
                && header.longAt(address + DIRECTORY_LENGTH) > 0
                && header.longAt(address + DIRECTORY) > 0;
    }

    @Override
    public void startLook() {
        forget();
        types.forget();
    }

    @Override
    public void forget() {
        pages.forget();
        tables.load(memory, 0, 0);
    }

    @Override
    public boolean writing(Window header, long address) {
        return header.unsignedByteAt(address + WRITING) != 0;
    }

    @Override
    public Optional<MapWalk> walk(Window header, long address, Depth depth) {
        if (!plausible(header, address)) {
            return Optional.empty();
        }
        long dir = header.longAt(address + DIRECTORY);
        long length = header.longAt(address + DIRECTORY_LENGTH);
        if (dir == 0) {
            return length == 0 ? neverWritten(header, address) : Optional.empty();
        }
        int span = spans.at(dir);
        if (span >= 0 && spans.stack(span)) {
            return length == 0 && spans.at(address) == span ? onStack(header, address) : Optional.empty();
        }
        if (span < 0
                || !spans.inUse(span)
                || !spans.dataStart(span, dir, runtime.layout().mallocHeaders())) {
            return Optional.empty();
        }
        return length == 0 ? small(header, address, span) : large(header, address, span, depth);
    }

    @Override
    public long needed(long count, int groupSize, boolean pointers) {
        if (count == 0) {
            return HEADER;
        }
        if (count <= SLOTS) {
            return HEADER + runtime.sizeClasses().of(groupSize, pointers);
        }
        long target = count * SLOTS / LOAD;
        long tableCount = powerOfTwo((target + MOST_TABLE_CAPACITY - 1) / MOST_TABLE_CAPACITY);
        long capacity = powerOfTwo(Math.max(SLOTS, target / tableCount));
        long table = TABLE + runtime.sizeClasses().of(capacity / SLOTS * groupSize, pointers);
        return HEADER + runtime.sizeClasses().of(tableCount * Long.BYTES, true) + tableCount * table;
    }

    @Override
    public long allowedProbe(long capacity) {
        return PROBE_BASE + (long) PROBE_PER_DOUBLING * (Long.SIZE - Long.numberOfLeadingZeros(capacity));
    }

    private static boolean plausible(Window header, long at) {
        long used = header.longAt(at + USED);
        int depth = header.unsignedByteAt(at + GLOBAL_DEPTH);
        int shift = header.unsignedByteAt(at + GLOBAL_SHIFT);
        long length = header.longAt(at + DIRECTORY_LENGTH);
        long clears = header.longAt(at + CLEAR_SEQUENCE);
        boolean flags = header.unsignedByteAt(at + WRITING) <= 1
                && header.unsignedByteAt(at + TOMBSTONE_POSSIBLE) <= 1
                && header.intAt(at + PADDING) == 0;
        boolean sizes = length == 0
                ? depth == 0 && (shift == 0 || shift == Long.SIZE) && used <= SLOTS
                : depth <= MOST_DEPTH && length == 1L << depth && shift == Long.SIZE - depth;
        return flags
                && sizes
                && used >= 0
                && used < MOST_USED
                && header.longAt(at + SEED) != 0
                && clears >= 0
                && clears < MOST_CLEAR_SEQUENCE;
    }

    private Optional<MapWalk> neverWritten(Window header, long at) {
        long seed = header.longAt(at + SEED);
        boolean random = Long.compareUnsigned(seed, LEAST_SEED) >= 0 && spans.at(seed) < 0;
        boolean untouched = header.longAt(at + USED) == 0
                && header.intAt(at + GLOBAL_DEPTH) == 0
                && header.longAt(at + CLEAR_SEQUENCE) == 0;
        return random && untouched
                ? Optional.of(new Found(header, at).walk(0, 0, HEADER, TableTypes.Match.NONE))
                : Optional.empty();
    }

    private Optional<MapWalk> small(Window header, long at, int span) {
        long group = header.longAt(at + DIRECTORY);
        TableTypes.Match match = groups.fitting(types.match(span, group, 1), group, 1, header.longAt(at + USED));
        int groupSize =
                match.types().isEmpty() ? SLOTS : match.types().getFirst().groupSize();
        Found found = new Found(header, at);
        groups.start(match);
        // eight bytes of any small numbers look like control bytes: only a count that agrees makes this a map
        if (!groups.walk(group, 1, groupSize) || groups.tombstones() > 0 || groups.full() != found.used) {
            return Optional.empty();
        }
        found.groupSize = match.types().isEmpty() ? (int) spans.elementSize(span) : groupSize;
        found.pointers = spans.pointers(span);
        return Optional.of(found.walk(SLOTS, groups.full(), HEADER + spans.elementSize(span), match));
    }

    /// A small map whose header and group the compiler laid on the stack.
    private Optional<MapWalk> onStack(Window header, long at) {
        long group = header.longAt(at + DIRECTORY);
        Found found = new Found(header, at);
        TableTypes.Match match = groups.passing(types.any(), group, found.used);
        if (match.types().isEmpty()) {
            return Optional.empty();
        }
        MapType likeliest = match.types().getFirst();
        groups.start(match);
        groups.walk(group, 1, likeliest.groupSize());
        found.groupSize = likeliest.groupSize();
        found.pointers = likeliest.group().hasPointers();
        return Optional.of(found.walk(SLOTS, groups.full(), HEADER + found.groupSize, match));
    }

    private Optional<MapWalk> large(Window header, long at, int span, Depth depth) {
        long length = header.longAt(at + DIRECTORY_LENGTH);
        if (length > spans.elementSize(span) / Long.BYTES) {
            return Optional.empty();
        }
        Found found = new Found(header, at);
        found.held = HEADER + spans.elementSize(span);
        found.depth = depth;
        groups.start(TableTypes.Match.NONE);
        // what was copied before is stale by now
        tables.load(memory, 0, 0);
        directory.load(memory, 0, 0);
        long end = header.longAt(at + DIRECTORY) + length * Long.BYTES;
        long previous = -1;
        for (long entry = header.longAt(at + DIRECTORY); entry < end; entry += Long.BYTES) {
            if (!directory.covers(entry, Long.BYTES)) {
                directory.load(memory, entry, (int) Math.min(DIRECTORY_PART, end - entry));
            }
            long table = directory.covers(entry, Long.BYTES) ? directory.longAt(entry) : 0;
            // a table that was split less often than others stands in the directory several times in a row
            if (table != previous && !found.add(table)) {
                return found.tables > 0 ? Optional.of(found.torn()) : Optional.empty();
            }
            previous = table;
        }
        return Optional.of(found.walk());
    }

    private static long powerOfTwo(long atLeast) {
        return atLeast <= 1 ? 1 : Long.highestOneBit(atLeast - 1) << 1;
    }

    /// One map while it is walked.
    private final class Found {
        private final long address;
        private final long used;
        private final int globalDepth;
        private final MapWalk.Identity identity;
        private Depth depth = Depth.SLOTS;
        private int tables;
        private long tablesUsed;
        private long tombstones;
        private long capacity;
        private long held;
        private boolean unevenDepths;
        private long shape;
        private long digest;
        private int groupSize;
        private boolean pointers;
        private TableTypes.Match match = TableTypes.Match.NONE;

        Found(Window header, long address) {
            this.address = address;
            this.used = header.longAt(address + USED);
            this.globalDepth = header.unsignedByteAt(address + GLOBAL_DEPTH);
            identity = new MapWalk.Identity(header.longAt(address + SEED), header.longAt(address + DIRECTORY));
            shape = mixed(identity.tables(), identity.seed());
            digest = used;
            for (int word = SEED; word < HEADER; word += Long.BYTES) {
                digest = mixed(digest, header.longAt(address + word));
            }
        }

        /// @return false when there is no table
        boolean add(long address) {
            Optional<Table> read = table(address);
            if (read.isEmpty()) {
                return false;
            }
            Table table = read.orElseThrow();
            tables++;
            tablesUsed += table.used();
            capacity += table.slots();
            held += TABLE + spans.elementSize(table.span());
            pointers = spans.pointers(table.span());
            unevenDepths |= table.localDepth() != globalDepth;
            digest = mixed(digest, table.used() << Integer.SIZE | table.growthLeft());
            shape = mixed(shape, table.data());
            if (tables == 1) {
                choose(table);
            }
            return depth == Depth.SLOTS ? walkSlots(table) : headerOnly(table);
        }

        /// All tables of a map are of the same types: the first one tells.
        private void choose(Table table) {
            TableTypes.Match possible = types.match(table.span(), table.data(), table.groups());
            match = groups.fitting(possible, table.data(), table.groups(), table.used());
            groupSize = match.types().isEmpty() ? 0 : match.types().getFirst().groupSize();
            groups.start(match);
        }

        private boolean walkSlots(Table table) {
            return groupSize > 0 ? groups.walk(table.data(), table.groups(), groupSize) : walkUntyped(table);
        }

        /// No type of the program fits: the control bytes themselves tell the size of a group.
        private boolean walkUntyped(Table table) {
            int most = roomOfGroup(table);
            for (int size = most; size > SLOTS && size >= most / 2; size -= SLOTS) {
                if (groups.walk(table.data(), table.groups(), size)) {
                    groupSize = size;
                    return true;
                }
            }
            return false;
        }

        private int roomOfGroup(Table table) {
            long room =
                    spans.elementSize(table.span()) - (table.data() - spans.objectStart(table.span(), table.data()));
            return (int) Math.min(room / table.groups(), MOST_GROUP) / SLOTS * SLOTS;
        }

        private boolean headerOnly(Table table) {
            if (groupSize == 0) {
                groupSize = roomOfGroup(table);
            }
            long most = table.slots() == SLOTS ? SLOTS - 1 : table.slots() * LOAD / SLOTS;
            long deleted = most - table.used() - table.growthLeft();
            tombstones += Math.max(0, deleted);
            return deleted >= 0;
        }

        MapWalk walk() {
            boolean slots = depth == Depth.SLOTS;
            return walk(
                    slots || tablesUsed == used,
                    slots ? OptionalLong.of(groups.full()) : OptionalLong.empty(),
                    slots ? groups.tombstones() : tombstones);
        }

        MapWalk walk(long slots, long full, long heldBytes, TableTypes.Match type) {
            capacity = slots;
            held = heldBytes;
            match = type;
            if (slots == 0) {
                groups.start(type);
            }
            return walk(true, OptionalLong.of(full), 0);
        }

        MapWalk torn() {
            return walk(false, OptionalLong.empty(), 0);
        }

        private MapWalk walk(boolean valid, OptionalLong iterated, long deleted) {
            return new MapWalk(
                    address,
                    KIND,
                    valid,
                    used,
                    iterated,
                    OptionalLong.of(deleted),
                    capacity,
                    held,
                    groups.longestProbe(),
                    0,
                    0,
                    unevenDepths,
                    identity,
                    shape,
                    mixed(digest, groups.digest()),
                    match,
                    groupSize,
                    pointers,
                    groups.keys());
        }
    }

    private Optional<Table> table(long address) {
        int span = spans.at(address);
        boolean isTable = span >= 0 && spans.elementSize(span) == TABLE && spans.objectStart(span, address) == address;
        if (!isTable || !loadTable(span, address)) {
            return Optional.empty();
        }
        long slots = tables.unsignedShortAt(address + TABLE_CAPACITY);
        long data = tables.longAt(address + TABLE_GROUPS);
        int dataSpan = spans.at(data);
        Table table = new Table(
                dataSpan,
                data,
                slots,
                tables.unsignedShortAt(address + TABLE_USED),
                tables.unsignedShortAt(address + TABLE_GROWTH_LEFT),
                tables.unsignedByteAt(address + TABLE_LOCAL_DEPTH));
        boolean plausible = Long.bitCount(slots) == 1
                && slots >= SLOTS
                && slots <= MOST_TABLE_CAPACITY
                && tables.longAt(address + TABLE_LENGTH_MASK) + 1 == slots / SLOTS
                && table.used() <= slots
                && dataSpan >= 0
                && spans.dataStart(dataSpan, data, runtime.layout().mallocHeaders())
                && slots <= spans.elementSize(dataSpan);
        return plausible ? Optional.of(table) : Optional.empty();
    }

    /// Tables are small and lie side by side: copies the page around one unless it is there already.
    private boolean loadTable(int span, long address) {
        if (!tables.covers(address, TABLE)) {
            long start = Math.max(spans.start(span), address - address % SizeClasses.PAGE);
            tables.load(memory, start, (int) Math.min(SizeClasses.PAGE, spans.end(span) - start));
        }
        return tables.covers(address, TABLE);
    }

    /// A table's header, and the span that its groups lie in.
    private record Table(int span, long data, long slots, long used, long growthLeft, int localDepth) {
        int groups() {
            return (int) slots / SwissMaps.SLOTS;
        }
    }

    static long mixed(long digest, long word) {
        long sum = (digest ^ word) * 0x9E3779B97F4A7C15L;
        return sum ^ sum >>> 29;
    }
}
