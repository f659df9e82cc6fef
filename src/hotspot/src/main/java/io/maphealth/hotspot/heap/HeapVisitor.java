package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.process.Window;

/// Is shown every object of a heap, in the order of addresses within a space.
@FunctionalInterface
public interface HeapVisitor {
    /// The window covers the whole object or, of one larger than the window, its first part. It is only good for the
    /// call.
    void object(JavaClass javaClass, long address, Window window, HeapSpace space);
}
