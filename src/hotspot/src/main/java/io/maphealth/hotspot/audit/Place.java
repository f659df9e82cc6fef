package io.maphealth.hotspot.audit;

/// Where a reference is, so that it can be looked at again.
sealed interface Place {
    /// In an object or array at an address, as long as one of that class is there.
    record InObject(long address, long klass, long offset) implements Place {}

    /// In a static field, which is in the `java.lang.Class` object of its class, wherever that is.
    record InClass(long klass, long offset) implements Place {}

    /// On the stack of a thread.
    record OnStack(long address) implements Place {}
}
