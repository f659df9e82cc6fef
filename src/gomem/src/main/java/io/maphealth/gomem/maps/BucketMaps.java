package io.maphealth.gomem.maps;

import io.maphealth.core.MapSnapshot;
import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Pages;
import io.maphealth.process.Window;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The maps up to Go 1.23, and of noswissmap builds: an array of 2^B buckets of eight cells, with chains of overflow
/// buckets; while growing a second, older array.
final class BucketMaps implements MapLayout {
    static final String KIND = MapSnapshot.BUCKETS_OF_GO;

    /// A smaller one is as soon walked; of a larger one that may have been emptied the deleted cells are to be counted.
    private static final int LEAST_LARGE = 1 << 16;

    private final boolean mallocHeaders;
    private final Spans spans;
    private final Pages pages;
    private final TableTypes types;
    private final BucketHeader layout;
    private final BucketExtras extras;
    private final BucketWalk buckets;
    private final BucketGrowth growth;

    BucketMaps(GoRuntime runtime, Memory memory, Spans spans, KeySample sample) {
        this.mallocHeaders = runtime.layout().mallocHeaders();
        this.spans = spans;
        this.pages = new Pages(memory);
        this.types = new TableTypes(runtime, pages, spans);
        this.layout = new BucketHeader(runtime.layout().mapHeaderSize());
        this.extras = new BucketExtras(memory, spans);
        this.buckets = new BucketWalk(
                memory, pages, spans, new BucketWalk.Slots(new SlotPlausibility(runtime, spans), new KeyCheck(sample)));
        this.growth = BucketGrowth.of(runtime);
    }

    @Override
    public int headerSize() {
        return layout.size();
    }

    @Override
    public Map<String, Map<String, Integer>> structs() {
        return Map.of("runtime.hmap", layout.offsets(), "runtime.mapextra", BucketExtras.OFFSETS);
    }

    @Override
    public int tablesOffset() {
        return BucketHeader.BUCKETS;
    }

    @Override
    public boolean likely(Window header, long address) {
        return layout.plausible(header, address)
                && layout.b(header, address) > 0
                && layout.buckets(header, address) > 0;
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
        return layout.writing(header, address);
    }

    @Override
    public long needed(long count, int groupSize, boolean pointers) {
        return growth.needed(count, groupSize, pointers);
    }

    @Override
    public long allowedProbe(long capacity) {
        return BucketGrowth.allowedProbe(capacity);
    }

    @Override
    public Optional<MapWalk> walk(Window header, long address, Depth depth) {
        if (!layout.plausible(header, address)) {
            return Optional.empty();
        }
        long array = layout.buckets(header, address);
        if (array == 0) {
            return layout.untouched(header, address)
                    ? Optional.of(visit(header, address).untouched())
                    : Optional.empty();
        }
        int span = spans.at(array);
        if (span >= 0 && spans.stack(span)) {
            return spans.at(address) == span ? onStack(header, address) : Optional.empty();
        }
        return span >= 0 && spans.inUse(span) && spans.dataStart(span, array, mallocHeaders)
                ? arrays(header, address, span, depth)
                : Optional.empty();
    }

    private Optional<MapWalk> arrays(Window header, long at, int span, Depth depth) {
        OptionalLong extra = extras.heldBytes(layout.extra(header, at));
        long old = layout.oldBuckets(header, at);
        int oldSpan = old == 0 ? span : spans.at(old);
        if (extra.isEmpty() || oldSpan < 0 || !spans.inUse(oldSpan)) {
            return Optional.empty();
        }
        BucketVisit visit = visit(header, at);
        visit.hold(extra.orElse(0) + spans.elementSize(span));
        int b = layout.b(header, at);
        if (old != 0) {
            visit.hold(spans.elementSize(oldSpan));
            long toMove = layout.sameSizeGrowth(header, at) ? 1L << b : (1L << b) / 2;
            visit.growing(array(oldSpan, old, toMove, true), layout.evacuated(header, at));
        }
        BucketWalk.Array array = array(span, layout.buckets(header, at), 1L << b, false);
        boolean pointers = spans.pointers(span);
        TableTypes.Match match = types.match(span, array.address(), BucketGrowth.allocated(b));
        boolean headerTellsAll = depth == Depth.HEADERS
                && old == 0
                && array.bytes() >= LEAST_LARGE
                && match.groupSizes().length == 1
                && !Snapshots.mayBeEmptied(array.slots(), layout.count(header, at));
        if (!headerTellsAll) {
            return visit.walkAs(array, pointers, match);
        }
        visit.hold(growth.overflowBytes(array, layout.overflowBuckets(header, at), match.groupSizes()[0], pointers));
        return Optional.of(visit.ofHeader(array, pointers, match));
    }

    /// A small map whose header and bucket the compiler laid on the stack.
    private Optional<MapWalk> onStack(Window header, long at) {
        long bucket = layout.buckets(header, at);
        boolean oneBucket = layout.b(header, at) == 0 && layout.oldBuckets(header, at) == 0;
        TableTypes.Match match = oneBucket ? buckets.passing(types.any(), bucket) : TableTypes.Match.NONE;
        if (match.types().isEmpty()) {
            return Optional.empty();
        }
        int bucketSize = match.types().getFirst().groupSize();
        BucketVisit visit = visit(header, at);
        visit.hold(bucketSize);
        return Optional.of(visit.walkAsFirst(new BucketWalk.Array(bucket, 1, bucketSize, false), match));
    }

    private BucketWalk.Array array(int span, long address, long count, boolean old) {
        return new BucketWalk.Array(
                address, count, spans.elementSize(span) - (address - spans.objectStart(span, address)), old);
    }

    private BucketVisit visit(Window header, long at) {
        BucketVisit visit = new BucketVisit(buckets, layout, header, at);
        visit.hold(headerBytes(at));
        return visit;
    }

    /// The heap gives a header its size class, a stack what it needs.
    private long headerBytes(long address) {
        int span = layout.sizeOnStack() == layout.size() ? -1 : spans.at(address);
        return span >= 0 && spans.stack(span) ? layout.sizeOnStack() : layout.size();
    }
}
