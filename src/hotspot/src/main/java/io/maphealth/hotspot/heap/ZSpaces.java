package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.heap.HeapSpace.Age;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.AddressRange;
import io.maphealth.process.Memory;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Window;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The pages of ZGC (`ZHeap::_page_table`): one space each. Which of them are being emptied at the
/// moment, and where to, it does not say.
final class ZSpaces implements HeapSpaces {
    private static final long MOST_TABLE_BYTES = 1L << 28;
    private static final int PIECE = 1 << 16;

    private final Words words;
    private final Memory memory;
    private final Colours colours;
    private final long table;
    private final int granuleBits;
    private final Page page;

    /// Where in a page its figures are, and the type of one that holds a single large object.
    private record Page(long start, long top, long type, long large) {}

    ZSpaces(ZNames names, VmStructs structs, Words words, Memory memory)
            throws UnreadableMemoryException, UnknownLayoutException {
        this.words = words;
        this.memory = memory;
        this.colours = Colours.read(names, structs, words);
        this.table = HeapSpaces.heap(structs, words)
                + structs.offset(names.of("CollectedHeap"), "_heap")
                + structs.offset(names.of("Heap"), "_page_table")
                + structs.offset(names.of("PageTable"), "_map")
                + structs.offset(names.of("GranuleMapForPageTable"), "_map");
        this.granuleBits = (int) structs.constant(names.of("GranuleSizeShift"));
        this.page = new Page(
                structs.offset(names.of("Page"), "_virtual") + structs.offset(names.of("VirtualMemory"), "_start"),
                structs.offset(names.of("Page"), "_top"),
                structs.offset(names.of("Page"), "_type"),
                large(names, structs));
    }

    private static long large(ZNames names, VmStructs structs) throws UnknownLayoutException {
        // an enumeration of its own from JDK 21 on
        OptionalLong own = structs.findConstant(names.of("PageType::large"));
        return own.isPresent() ? own.getAsLong() : structs.constant(names.of("PageTypeLarge"));
    }

    @Override
    public Optional<String> objectsOnTheirWay(List<HeapSpace> spaces) {
        return Optional.of("ZGC moves objects while the program runs");
    }

    /// A look does not depend on it, for it follows no references.
    @Override
    public boolean stoodStill(Sight before, Sight now) {
        return true;
    }

    /// The table has as many slots as it takes for all offsets, or fewer; behind its end there may be anything.
    @Override
    public List<HeapSpace> read() throws UnreadableMemoryException {
        long start = words.longAt(table);
        long bytes = Math.min(MOST_TABLE_BYTES, (colours.reach() >> granuleBits) * Long.BYTES);
        long end = Math.min(
                start + bytes,
                memory.mappings().at(start).map(table -> table.range().end()).orElse(start));
        List<HeapSpace> spaces = new ArrayList<>();
        Window window = new Window(PIECE);
        for (AddressRange part : memory.resident(start, end)) {
            for (long at = part.start(); at < part.end(); at += PIECE) {
                window.load(memory, at, (int) Math.min(PIECE, part.end() - at));
                add(window, start, spaces);
            }
        }
        return spaces;
    }

    /// A page is named in the table for each of its granules.
    private void add(Window window, long start, List<HeapSpace> spaces) {
        long end = window.start() + window.length();
        for (long at = window.start(); at < end; at += Long.BYTES) {
            long one = window.longAt(at);
            long offset = ((at - start) / Long.BYTES) << granuleBits;
            if (one != 0) {
                try {
                    add(one, offset, spaces);
                } catch (UnreadableMemoryException _) {
                    // it was a page, or has never been one
                }
            }
        }
    }

    private void add(long one, long offset, List<HeapSpace> spaces) throws UnreadableMemoryException {
        if (words.longAt(one + page.start()) != offset) {
            return;
        }
        long top = words.longAt(one + page.top());
        Age age = words.unsignedByteAt(one + page.type()) == page.large() ? Age.HUMONGOUS : Age.MIXED;
        if (top > offset && top <= colours.reach()) {
            spaces.add(new HeapSpace(colours.ofOffset(offset), colours.ofOffset(offset) + top - offset, age));
        }
    }
}
