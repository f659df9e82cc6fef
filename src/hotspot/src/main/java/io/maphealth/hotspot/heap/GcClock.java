package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.Memory;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Window;
import io.maphealth.process.Words;

/// Reads how many collections there have been (`CollectedHeap::_total_collections`), each time anew.
public final class GcClock {
    private final Memory memory;
    private final Window window = new Window(Long.BYTES);
    private final long collections;
    private final long running;

    public GcClock(VmStructs structs, Words words, Memory memory)
            throws UnreadableMemoryException, UnknownLayoutException {
        this.memory = memory;
        long heap = HeapSpaces.heap(structs, words);
        this.collections = heap + structs.offset("CollectedHeap", "_total_collections");
        // named after stop-the-world collections from JDK 21 on
        var newer = structs.findOffset("CollectedHeap", "_is_stw_gc_active");
        this.running =
                heap + (newer.isPresent() ? newer.getAsLong() : structs.offset("CollectedHeap", "_is_gc_active"));
    }

    public GcStamp read() throws UnreadableMemoryException {
        boolean active = load(running, Byte.BYTES).byteAt(running) != 0;
        return new GcStamp(load(collections, Integer.BYTES).unsignedIntAt(collections), active);
    }

    private Window load(long address, int bytes) throws UnreadableMemoryException {
        if (!window.load(memory, address, bytes)) {
            throw new UnreadableMemoryException(address, bytes);
        }
        return window;
    }
}
