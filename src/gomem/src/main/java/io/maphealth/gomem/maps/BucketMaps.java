package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.RuntimeLayout.LoadFactor;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Pages;
import io.maphealth.process.Window;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The maps up to Go 1.23, and of noswissmap builds: an array of 2^B buckets of eight cells, with chains of overflow
/// buckets; while growing a second, older array.
///
/// Layout: hmap, bmap and mapextra (go1.21 to go1.23 runtime/map.go).
final class BucketMaps implements MapLayout {
    static final String KIND = "go-buckets";

    private static final int COUNT = 0;
    private static final int FLAGS = 8;
    private static final int B = 9;
    private static final int SEED = 12;
    private static final int BUCKETS = 16;
    private static final int OLD_BUCKETS = 24;
    private static final int EVACUATED = 32;
    private static final int EXTRA = 40;
    private static final int HEADER = 48;

    private static final int FLAG_WRITING = 4;
    private static final int SAME_SIZE_GROWTH = 8;
    private static final int MOST_FLAGS = 16;
    private static final int MOST_B = 40;
    private static final int EXTRA_SIZE = 24;
    private static final int OVERFLOW_LIST = 0;
    private static final int OLD_OVERFLOW_LIST = 8;
    private static final int SLOTS = 8;
    private static final int OVERFLOW_SINCE_B = 4;
    private static final long MOST_COUNT = 1L << 40;

    private static final int PROBE_BASE = 6;

    private final GoRuntime runtime;
    private final Memory memory;
    private final Spans spans;
    private final Window extraPart = new Window(EXTRA_SIZE);
    private final Window listHeader = new Window(EXTRA_SIZE);
    private final Pages pages;
    private final TableTypes types;
    private final BucketWalk buckets;

    BucketMaps(GoRuntime runtime, Memory memory, Spans spans, KeySample sample) {
        this.runtime = runtime;
        this.memory = memory;
        this.spans = spans;
        this.pages = new Pages(memory);
        this.types = new TableTypes(runtime, pages, spans);
        this.buckets = new BucketWalk(
                memory, pages, spans, new BucketWalk.Slots(new SlotPlausibility(runtime, spans), new KeyCheck(sample)));
    }

    @Override
    public int headerSize() {
        return runtime.layout().mapHeaderSize();
    }

    @Override
    public Map<String, Map<String, Integer>> structs() {
        Map<String, Integer> hmap = Map.of(
                "count", COUNT,
                "flags", FLAGS,
                "B", B,
                "hash0", SEED,
                "buckets", BUCKETS,
                "oldbuckets", OLD_BUCKETS,
                "nevacuate", EVACUATED,
                "extra", extraOffset());
        Map<String, Integer> extra = Map.of("overflow", OVERFLOW_LIST, "oldoverflow", OLD_OVERFLOW_LIST);
        return Map.of("runtime.hmap", hmap, "runtime.mapextra", extra);
    }

    @Override
    public int tablesOffset() {
        return BUCKETS;
    }

    @Override
    public boolean likely(Window header, long address) {
        return plausible(header, address)
                && header.unsignedByteAt(address + B) > 0
                && header.longAt(address + BUCKETS) > 0;
    }

    @Override
    public void startLook() {
        forget();
        types.forget();
    }

    @Override
    public void forget() {
        pages.forget();
        buckets.forget();
    }

    @Override
    public boolean writing(Window header, long address) {
        return (header.unsignedByteAt(address + FLAGS) & FLAG_WRITING) != 0;
    }

    @Override
    public Optional<MapWalk> walk(Window header, long address, Depth depth) {
        if (!plausible(header, address)) {
            return Optional.empty();
        }
        long array = header.longAt(address + BUCKETS);
        if (array == 0) {
            return neverWritten(header, address);
        }
        int span = spans.at(array);
        if (span >= 0 && spans.stack(span)) {
            return spans.at(address) == span ? onStack(header, address) : Optional.empty();
        }
        if (span < 0
                || !spans.inUse(span)
                || !spans.dataStart(span, array, runtime.layout().mallocHeaders())) {
            return Optional.empty();
        }
        return arrays(header, address, span);
    }

    @Override
    public long needed(long count, int groupSize, boolean pointers) {
        if (count == 0) {
            return headerSize();
        }
        int b = 0;
        while (count > SLOTS && count > mostEntries(b)) {
            b++;
        }
        long extra = b >= OVERFLOW_SINCE_B ? EXTRA_SIZE : 0;
        return headerSize() + extra + runtime.sizeClasses().of(allocated(b) * groupSize, pointers);
    }

    @Override
    public long allowedProbe(long capacity) {
        return (long) PROBE_BASE + (Long.SIZE - Long.numberOfLeadingZeros(capacity)) / 4;
    }

    /// Buckets of an array: 2^B, and from 2^4 on a sixteenth more for overflow.
    private static long allocated(int b) {
        return (1L << b) + (b >= OVERFLOW_SINCE_B ? 1L << (b - OVERFLOW_SINCE_B) : 0);
    }

    private boolean plausible(Window header, long at) {
        long count = header.longAt(at + COUNT);
        int b = header.unsignedByteAt(at + B);
        return count >= 0
                && count < MOST_COUNT
                && header.unsignedByteAt(at + FLAGS) < MOST_FLAGS
                && b <= MOST_B
                && header.intAt(at + SEED) != 0
                && Long.compareUnsigned(header.longAt(at + EVACUATED), 1L << b) <= 0;
    }

    private Optional<MapWalk> neverWritten(Window header, long at) {
        boolean untouched = header.longAt(at + COUNT) == 0
                && (header.longAt(at + FLAGS) & -1L >>> Integer.SIZE) == 0
                && header.longAt(at + OLD_BUCKETS) == 0
                && header.longAt(at + EVACUATED) == 0
                && header.longAt(at + EXTRA) == 0
                && header.longAt(at + extraOffset()) == 0;
        buckets.start(TableTypes.Match.NONE);
        return untouched ? Optional.of(new Found(header, at).walk(0, TableTypes.Match.NONE)) : Optional.empty();
    }

    private Optional<MapWalk> arrays(Window header, long at, int span) {
        Found found = new Found(header, at);
        long array = header.longAt(at + BUCKETS);
        if (!found.addExtra(header.longAt(at + extraOffset()))) {
            return Optional.empty();
        }
        long old = header.longAt(at + OLD_BUCKETS);
        int oldSpan = old == 0 ? span : spans.at(old);
        if (oldSpan < 0 || !spans.inUse(oldSpan)) {
            return Optional.empty();
        }
        found.array = array(span, array, 1L << found.b, false);
        found.held += spans.elementSize(span);
        if (old != 0) {
            found.held += spans.elementSize(oldSpan);
            found.toMove = found.sameSize ? 1L << found.b : (1L << found.b) / 2;
            found.moved = Math.min(found.toMove, header.longAt(at + EVACUATED));
            found.oldArray = Optional.of(array(oldSpan, old, found.toMove, true));
        }
        found.pointers = spans.pointers(span);
        return found.walkAs(types.match(span, array, allocated(found.b)));
    }

    /// A small map whose header and bucket the compiler laid on the stack.
    private Optional<MapWalk> onStack(Window header, long at) {
        Found found = new Found(header, at);
        long bucket = header.longAt(at + BUCKETS);
        boolean oneBucket = found.b == 0 && header.longAt(at + OLD_BUCKETS) == 0;
        TableTypes.Match match = oneBucket ? buckets.passing(types.any(), bucket) : TableTypes.Match.NONE;
        if (match.types().isEmpty()) {
            return Optional.empty();
        }
        MapType likeliest = match.types().getFirst();
        found.array = new BucketWalk.Array(bucket, 1, likeliest.groupSize(), false);
        found.held += likeliest.groupSize();
        found.pointers = likeliest.group().hasPointers();
        return Optional.of(found.walkAs(match, likeliest.groupSize()));
    }

    private BucketWalk.Array array(int span, long address, long count, boolean old) {
        return new BucketWalk.Array(
                address, count, spans.elementSize(span) - (address - spans.objectStart(span, address)), old);
    }

    /// A list of overflow buckets, which the run-time keeps where the buckets themselves hold no pointers.
    private long listBytes(long slice) {
        if (slice == 0 || !listHeader.load(memory, slice, Long.BYTES)) {
            return 0;
        }
        return objectBytes(slice) + objectBytes(listHeader.longAt(slice));
    }

    private long objectBytes(long address) {
        int span = spans.at(address);
        return span >= 0 && spans.inUse(span) ? spans.elementSize(span) : 0;
    }

    /// The heap gives a header its size class, a stack what it needs.
    private long headerBytes(long address) {
        int span = headerSize() == HEADER ? -1 : spans.at(address);
        return span >= 0 && spans.stack(span) ? extraOffset() + Long.BYTES : headerSize();
    }

    private int extraOffset() {
        return headerSize() == HEADER ? EXTRA : EXTRA + Long.BYTES;
    }

    private long mostEntries(int b) {
        LoadFactor load = runtime.layout().loadFactor();
        return load.numerator() * ((1L << b) / load.denominator());
    }

    /// One map while it is walked.
    private final class Found {
        private final long address;
        private final long count;
        private final int b;
        private final boolean sameSize;
        private final MapWalk.Identity identity;
        private boolean valid = true;
        private long held;
        private long moved;
        private long toMove;
        private final long shape;
        private long digest;
        private int groupSize;
        private boolean pointers;
        private BucketWalk.Array array = new BucketWalk.Array(0, 0, 0, false);
        private Optional<BucketWalk.Array> oldArray = Optional.empty();

        Found(Window header, long address) {
            this.address = address;
            this.count = header.longAt(address + COUNT);
            this.b = header.unsignedByteAt(address + B);
            this.sameSize = (header.unsignedByteAt(address + FLAGS) & SAME_SIZE_GROWTH) != 0;
            this.held = headerBytes(address);
            long arrays = SwissMaps.mixed(header.longAt(address + BUCKETS), header.longAt(address + OLD_BUCKETS));
            this.shape = SwissMaps.mixed(arrays, header.intAt(address + SEED));
            this.identity = new MapWalk.Identity(header.intAt(address + SEED), header.longAt(address + BUCKETS));
            digest = count;
            for (int word = FLAGS; word < HEADER; word += Long.BYTES) {
                digest = SwissMaps.mixed(digest, header.longAt(address + word));
            }
        }

        /// @return false when what should be the extra part is none
        boolean addExtra(long extra) {
            if (extra == 0) {
                return true;
            }
            int span = spans.at(extra);
            if (span < 0 || !spans.inUse(span) || spans.elementSize(span) != EXTRA_SIZE) {
                return false;
            }
            held += EXTRA_SIZE;
            if (extraPart.load(memory, extra, EXTRA_SIZE)) {
                long overflow = extraPart.longAt(extra + OVERFLOW_LIST);
                long oldOverflow = extraPart.longAt(extra + OLD_OVERFLOW_LIST);
                held += listBytes(overflow) + listBytes(oldOverflow);
            }
            return true;
        }

        /// Walks it with each size that a bucket may have until the entries are as many as the map says.
        Optional<MapWalk> walkAs(TableTypes.Match possible) {
            Optional<MapWalk> best = Optional.empty();
            int[] sizes = possible.types().stream()
                    .mapToInt(MapType::groupSize)
                    .distinct()
                    .toArray();
            for (int size : sizes) {
                if (array.bytes() < size * array.buckets()) {
                    continue;
                }
                MapWalk walk = walkAs(possible.narrowed(type -> type.groupSize() == size), size);
                boolean better = best.isEmpty()
                        || (walk.valid()
                                && Math.abs(walk.drift())
                                        < Math.abs(best.orElseThrow().drift()));
                best = better ? Optional.of(walk) : best;
                if (walk.valid() && walk.drift() == 0) {
                    return best;
                }
            }
            return best;
        }

        private MapWalk walkAs(TableTypes.Match sameSize, int size) {
            TableTypes.Match match = buckets.fitting(sameSize, array);
            buckets.start(match);
            groupSize = size;
            valid = buckets.walk(array, size)
                    && oldArray.map(old -> buckets.walk(old, size)).orElse(true);
            return walk(array.buckets() * SLOTS, match);
        }

        MapWalk walk(long capacity, TableTypes.Match match) {
            return new MapWalk(
                    address,
                    KIND,
                    valid,
                    count,
                    OptionalLong.of(buckets.full()),
                    OptionalLong.of(buckets.emptied()),
                    capacity,
                    held + buckets.overflowBytes(),
                    buckets.longestChain(),
                    moved,
                    toMove,
                    false,
                    identity,
                    shape,
                    SwissMaps.mixed(digest, buckets.digest()),
                    match,
                    groupSize,
                    pointers,
                    buckets.keys());
        }
    }
}
