package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.List;

/// Lists the spaces of a heap as its collector has laid them out at this moment.
public sealed interface HeapSpaces permits G1Spaces, GenerationSpaces {
    List<HeapSpace> read() throws UnreadableMemoryException, UnknownLayoutException;

    /// Whether the objects of the old spaces are still where they were, though collections have run since. Only a
    /// collector that moves them from one region to another can tell; of the others the answer is no.
    default boolean oldStandStill(List<HeapSpace> before, List<HeapSpace> now) {
        return false;
    }

    /// The way of the collector that this JVM runs with.
    ///
    /// @throws UnknownLayoutException when that is none of G1, Serial and Parallel
    static HeapSpaces of(VmStructs structs, VmFlags flags, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        if (flags.on("UseG1GC")) {
            return new G1Spaces(structs, words);
        }
        if (flags.on("UseSerialGC")) {
            return GenerationSpaces.serial(structs, words);
        }
        if (flags.on("UseParallelGC")) {
            return GenerationSpaces.parallel(structs, words);
        }
        throw new UnknownLayoutException(
                "the collector is none of G1, Serial and Parallel, whose heaps can be read live;"
                        + " take a heap dump instead");
    }

    /// The heap object of the JVM (`Universe::_collectedHeap`).
    static long heap(VmStructs structs, Words words) throws UnreadableMemoryException, UnknownLayoutException {
        return words.longAt(structs.address("Universe", "_collectedHeap"));
    }
}
