package io.maphealth.gomem.owners;

import io.maphealth.gomem.owners.StructFields.MapField;
import io.maphealth.gomem.runtime.Allocation;
import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.GoType;
import io.maphealth.gomem.runtime.HeapBits;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.SizeClasses;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.gomem.runtime.TypeWords;
import io.maphealth.process.Memory;
import io.maphealth.process.Pages;
import io.maphealth.process.Window;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Searches a program's variables and the pointerful part of its heap for pointers to headers of maps, again and again
/// with the same buffers.
public final class OwnerSearch {
    private static final int CHUNK = 1 << 18;
    private static final int MOST_PLACES = 50_000;

    private final GoRuntime runtime;
    private final Memory memory;
    private final Spans spans;
    private final Names names;
    private final VariableSearch variables;
    private final Pages pages;
    private final HeapBits heapBits;
    private final TypeWords typeWords;
    private final Owners owners;
    /// Number of the holder, 0 for none.
    private final Map<Place, Integer> known = new HashMap<>();
    private final Allocation allocation;
    private final Window window = new Window(CHUNK);
    private final BitSet headerPages = new BitSet();
    private long lowest;
    private long highest;

    public OwnerSearch(GoRuntime runtime, Memory memory, Spans spans, Names names) {
        this.runtime = runtime;
        this.memory = memory;
        this.spans = spans;
        this.names = names;
        this.variables = new VariableSearch(
                memory, List.of(runtime.module().data(), runtime.module().bss()), names);
        this.pages = new Pages(memory);
        this.heapBits = new HeapBits(runtime, pages, spans);
        this.typeWords = new TypeWords(runtime, pages, spans);
        this.allocation = new Allocation(memory, spans);
        this.owners = new Owners(runtime.layout().mapHeaderSize());
    }

    /// A word's place in an object: of a type, or of a size with these pointer bits.
    private record Place(long what, long offset, long mask) {
        /// Fast: places are looked up once for every pointer to a map.
        @Override
        public boolean equals(Object other) {
            return other instanceof Place that && what == that.what && offset == that.offset && mask == that.mask;
        }

        @Override
        public int hashCode() {
            return Long.hashCode((mask * 31 + offset) * 31 + what);
        }
    }

    /// Where names come from.
    public record Names(StructFields fields, Variables variables) {}

    /// What the last search found; nothing before the first.
    public Owners found() {
        return owners;
    }

    /// Reads the data segments and every pointerful span, and forgets what the search before found.
    public void search() {
        pages.forget();
        allocation.forget();
        known.clear();
        findHeaderPages();
        if (highest == 0) {
            return;
        }
        variables.search(this::mayBeHeader, (header, holder) -> add(header, owners.numberOf(holder)));
        for (int span = 0; span < spans.size(); span++) {
            if (spans.inUse(span) && spans.pointers(span)) {
                searchSpan(span);
            }
        }
    }

    private boolean headers(int span) {
        return spans.elementSize(span) == runtime.layout().mapHeaderSize();
    }

    private void findHeaderPages() {
        headerPages.clear();
        owners.clear();
        lowest = Long.MAX_VALUE;
        highest = 0;
        for (int span = 0; span < spans.size(); span++) {
            if (spans.inUse(span) && spans.pointers(span) && headers(span)) {
                lowest = Math.min(lowest, spans.start(span));
                highest = Math.max(highest, spans.end(span));
                owners.addSpan(spans.start(span));
            }
        }
        for (int span = 0; span < spans.size(); span++) {
            // heaps are a few terabytes apart at most; beyond that pages have no number here and are left out
            if (spans.inUse(span) && spans.pointers(span) && headers(span) && pageOf(spans.end(span) - 1) >= 0) {
                headerPages.set(pageOf(spans.start(span)), pageOf(spans.end(span) - 1) + 1);
            }
        }
    }

    private int pageOf(long address) {
        long page = (address - lowest) / SizeClasses.PAGE;
        return page > 1 << 28 ? -1 : (int) page;
    }

    private boolean mayBeHeader(long value) {
        if (value < lowest || value >= highest) {
            return false;
        }
        int page = pageOf(value);
        return page >= 0 && headerPages.get(page);
    }

    private void searchSpan(int span) {
        long end = spans.end(span);
        for (long start = spans.start(span); start < end; start += CHUNK) {
            window.load(memory, start, (int) Math.min(CHUNK, end - start));
            long readable = start + window.length();
            for (long at = start; at + Long.BYTES <= readable; at += Long.BYTES) {
                long value = window.longAt(at);
                if (mayBeHeader(value) && allocation.at(span, at)) {
                    add(value, holderAt(span, at));
                }
            }
        }
    }

    private void add(long header, int holder) {
        int span = spans.at(header);
        if (holder > 0 && span >= 0 && spans.objectStart(span, header) == header) {
            owners.add(header, holder);
        }
    }

    /// The number of what a word is, 0 when it is nothing known.
    private int holderAt(int span, long at) {
        if (known.size() > MOST_PLACES) {
            known.clear();
        }
        long object = spans.objectStart(span, at);
        long type = typeWords.of(span, at);
        if (type != 0) {
            long data = spans.headed(span, runtime.layout().mallocHeaders()) ? object + SizeClasses.HEADER : object;
            long size = runtime.types().sizeOf(type);
            // the object may be an array of that type
            return size <= 0 || at < data
                    ? 0
                    : known.computeIfAbsent(
                            new Place(type, (at - data) % size, 0), place -> number(holderOfType(place)));
        }
        Place place = new Place(spans.elementSize(span), at - object, heapBits.maskOf(span, at));
        return known.computeIfAbsent(place, _ -> number(holderOfSize(place)));
    }

    private int number(Optional<Holder> holder) {
        return holder.map(owners::numberOf).orElse(0);
    }

    /// What a word of an object of which only the size and the pointers are known can be.
    private Optional<Holder> holderOfSize(Place place) {
        List<MapField> candidates = names.fields().at(place.what(), place.offset()).stream()
                .filter(field -> place.mask() == 0
                        || field.struct().pointerMask() == 0
                        || field.struct().pointerMask() == place.mask())
                .toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(new Holder.LikelyField(candidates));
    }

    /// What a word of an object of a known type is.
    private Optional<Holder> holderOfType(Place place) {
        long type = place.what();
        List<MapType> maps = runtime.mapTypes().ofGroup(type);
        if (!maps.isEmpty()) {
            return Optional.of(
                    new Holder.Element("an entry of " + maps.getFirst().name()));
        }
        List<MapField> fitting = names.fields().of(type).stream()
                .filter(field -> field.offset() == place.offset())
                .toList();
        if (!fitting.isEmpty()) {
            return Optional.of(new Holder.Field(fitting));
        }
        return runtime.types().kindOf(type) == GoType.Kind.MAP
                ? Optional.of(new Holder.Element("[]" + runtime.types().nameOf(type)))
                : Optional.empty();
    }
}
