package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.javamaps.MapLayout;

/// A loaded class of maps: its layout, and the offsets of its fields in this JVM; -1 for a field that it does not have.
///
/// `extraEntry` is of a boolean. `count` is an `int`, or a `long` where `cells` is an array of further counts, each a
/// `long` at `cellValue`.
record MapKind(
        JavaClass javaClass,
        MapLayout layout,
        long count,
        long entrance,
        long modCount,
        long cells,
        long cellValue,
        long nextTable,
        long extraEntry) {}
