package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;

/// What the types of a JVM's ZGC are called: JDK 21 has two of them, of which the one without generations begins with
/// another letter.
record ZNames(String letter) {
    static ZNames of(VmStructs structs, VmFlags flags) throws UnreadableMemoryException {
        return new ZNames(structs.describes("XHeap") && !flags.on("ZGenerational") ? "X" : "Z");
    }

    String of(String name) {
        return letter + name;
    }
}
