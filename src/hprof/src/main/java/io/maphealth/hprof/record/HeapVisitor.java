package io.maphealth.hprof.record;

/// Sees the sub-records of heap segments, in the order of the dump. Bytes lie in the window only for the time of a
/// call.
public interface HeapVisitor {
    /// A unit of the dump starts: it has the same number in every scan. A dump that is streamed has none.
    default void unit(int number) {}

    default void classDump(ClassDump dump) {}

    /// The ids of the classes of which it wants to see instances; asked once.
    default long[] classes() {
        return new long[0];
    }

    /// Whether it wants to see the instances of all other classes as well; asked once.
    default boolean seesOtherClasses() {
        return false;
    }

    /// An instance: `length` bytes of field values from index `at` on. `type` is the place of its class among
    /// [#classes], less than 0 for others. The window tells its id and that of its class.
    default void instance(int type, int at, int length) {}

    /// An array of references; when this answers true, its elements come by [#elements].
    default boolean array(long id, long classId, int length) {
        return false;
    }

    /// The next `count` elements of the array at hand from index `at` on.
    default void elements(int at, int count) {}

    /// Whether it wants to see arrays of primitive values at all; asked once.
    default boolean seesPrimitives() {
        return false;
    }

    /// An array of primitive values, by the type of its elements; when this answers true, they come by [#elements].
    default boolean primitives(long id, int type, int length) {
        return false;
    }

    /// The array at hand ends.
    default void endOfArray() {}

    /// An object is a root; `thread` is the serial number of its thread, 0 for roots of none.
    default void root(int tag, long id, int thread) {}
}
