package io.maphealth.hotspot.heap;

import io.maphealth.process.Window;

/// Is shown every object of a heap, in the order of addresses within a space.
@FunctionalInterface
public interface HeapVisitor {
    /// The class is a number of the [ClassIndex]. The window covers the whole object or, of one larger than the window,
    /// its first part; it is only good for the call.
    void object(int classNumber, long address, Window window, HeapSpace space);
}
