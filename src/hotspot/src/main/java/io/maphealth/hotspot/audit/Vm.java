package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.ObjectHeaders;
import io.maphealth.hotspot.heap.References;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import io.maphealth.process.Words;

/// What a JVM says of itself once and for all, and its memory, which is read in bulk or word by word.
record Vm(VmStructs structs, VmFlags flags, Words words, Memory memory, ObjectHeaders headers, References references) {
    /// Where the reference at an address leads to; 0 for null, and where none can be read.
    long referenceAt(long address, Window window) {
        return window.load(memory, address, references.bytes()) ? references.at(window, address) : 0;
    }

    /// The class of the object at an address, 0 where none can be read.
    long classAt(long address, Window window) {
        return window.load(memory, address, headers.kind().lengthOffset()) ? headers.klassAt(window, address) : 0;
    }
}
