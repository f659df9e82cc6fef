package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.ClassIndex;
import io.maphealth.hotspot.heap.ObjectHeaders;
import io.maphealth.hotspot.heap.References;
import io.maphealth.process.Memory;

/// What every look at the heap of one JVM needs to read an object. `firstElement` is the offset of an array's first
/// reference.
record LiveJvm(Memory memory, ClassIndex classes, ObjectHeaders headers, References references, long firstElement) {}
