package io.maphealth.hotspot.heap;

import io.maphealth.process.Window;

/// Is shown the objects of a heap, in the order of addresses within a space.
public interface HeapVisitor {
    /// Whether objects of this class are to be shown. The class is a number of the [ClassIndex].
    boolean wants(int classNumber);

    /// The window covers the whole object or, of one larger than the window, its first part; it is only good for the
    /// call.
    void object(int classNumber, long address, Window window, HeapSpace space);
}
