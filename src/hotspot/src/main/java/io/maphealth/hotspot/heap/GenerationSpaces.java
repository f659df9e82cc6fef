package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.heap.HeapSpace.Age;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;

/// The four spaces of a collector with two generations: eden, two survivor spaces, old.
final class GenerationSpaces implements HeapSpaces {
    private static final List<String> YOUNG = List.of("_eden_space", "_from_space", "_to_space");

    private final Words words;
    private final long bottom;
    private final long top;
    private final List<Long> young = new ArrayList<>();
    private final long old;

    /// What the collector calls its types and fields.
    private record Names(String young, String old, String oldSpace, String bottomOwner, String topOwner) {}

    private GenerationSpaces(VmStructs structs, Words words, Names names, long[] generations)
            throws UnknownLayoutException {
        this.words = words;
        this.bottom = structs.offset(names.bottomOwner(), "_bottom");
        this.top = structs.offset(names.topOwner(), "_top");
        for (String space : YOUNG) {
            young.add(generations[0] + structs.offset(names.young(), space));
        }
        this.old = generations[1] + structs.offset(names.old(), names.oldSpace());
    }

    /// `SerialHeap`; to JDK 22 the generations are in `GenCollectedHeap` and the bottom in `Space`.
    static GenerationSpaces serial(VmStructs structs, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        String heap = structs.findOffset("SerialHeap", "_young_gen").isPresent() ? "SerialHeap" : "GenCollectedHeap";
        String bottom = structs.findOffset("ContiguousSpace", "_bottom").isPresent() ? "ContiguousSpace" : "Space";
        long address = HeapSpaces.heap(structs, words);
        long[] generations = {
            words.longAt(address + structs.offset(heap, "_young_gen")),
            words.longAt(address + structs.offset(heap, "_old_gen"))
        };
        Names names = new Names("DefNewGeneration", "TenuredGeneration", "_the_space", bottom, "ContiguousSpace");
        return new GenerationSpaces(structs, words, names, generations);
    }

    /// `ParallelScavengeHeap`; in JDK 11 the bottom is in `ImmutableSpace`.
    static GenerationSpaces parallel(VmStructs structs, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        long[] generations = {
            words.longAt(structs.address("ParallelScavengeHeap", "_young_gen")),
            words.longAt(structs.address("ParallelScavengeHeap", "_old_gen"))
        };
        String bottom = structs.findOffset("MutableSpace", "_bottom").isPresent() ? "MutableSpace" : "ImmutableSpace";
        Names names = new Names("PSYoungGen", "PSOldGen", "_object_space", bottom, "MutableSpace");
        return new GenerationSpaces(structs, words, names, generations);
    }

    @Override
    public List<HeapSpace> read() throws UnreadableMemoryException {
        List<HeapSpace> spaces = new ArrayList<>();
        for (long pointer : young) {
            spaces.add(space(pointer, Age.YOUNG));
        }
        spaces.add(space(old, Age.OLD));
        return spaces;
    }

    private HeapSpace space(long pointer, Age age) throws UnreadableMemoryException {
        long space = words.longAt(pointer);
        return new HeapSpace(words.longAt(space + bottom), words.longAt(space + top), age);
    }
}
