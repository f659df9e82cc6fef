package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.javamaps.MapLayout;
import java.util.Optional;

/// A loaded class of maps: its layout, and the offsets of its fields in this JVM; -1 for a field that it does not have.
///
/// `extraEntry` is of a boolean. `count` is an `int`; where counts are `striped` it is a `long`, or there is none.
record MapKind(
        JavaClass javaClass,
        MapLayout layout,
        long count,
        long entrance,
        long modCount,
        Optional<Striped> striped,
        long nextTable,
        long extraEntry) {
    /// Where further counts are: the map refers at `cells` to an array of objects of the class `cell` with a `long` at
    /// `cellValue`; or to an adder, which has such an array itself.
    record Striped(long cells, long cell, long cellValue, Optional<Adder> adder) {}

    /// A `LongAdder`: its class, and where in it are its `long` and its reference to cells.
    record Adder(long adder, long base, long cells) {}
}
