package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.ObjectHeaders;
import io.maphealth.hotspot.heap.References;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.Memory;
import io.maphealth.process.Words;

/// What a JVM says of itself once and for all, and its memory, which is read in bulk or word by word.
record Vm(VmStructs structs, VmFlags flags, Words words, Memory memory, ObjectHeaders headers, References references) {}
