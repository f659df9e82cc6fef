package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.heap.HeapSpace.Age;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.Memory;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Lists the spaces of a heap as its collector has laid them out at this moment.
public sealed interface HeapSpaces permits G1Spaces, GenerationSpaces, ShenandoahSpaces, ZSpaces {
    int MOST_REGIONS = 1 << 20;

    List<HeapSpace> read() throws UnreadableMemoryException, UnknownLayoutException;

    /// Why no reference can be followed in a heap with these spaces, if so: objects are on their way from one place to
    /// another while the program runs.
    default Optional<String> objectsOnTheirWay(List<HeapSpace> spaces) {
        return Optional.empty();
    }

    /// What was seen of a heap at one moment.
    record Sight(GcStamp stamp, List<HeapSpace> spaces) {}

    /// Whether no object has moved in between that a look depends on.
    default boolean stoodStill(Sight before, Sight now) {
        return before.stamp().sameHeapAs(now.stamp());
    }

    /// The way of the collector that this JVM runs with.
    ///
    /// @throws UnknownLayoutException when that is none that can be read, or does not describe its heap
    static HeapSpaces of(VmStructs structs, VmFlags flags, Words words, Memory memory)
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
        if (flags.on("UseShenandoahGC")) {
            return new ShenandoahSpaces(structs, words);
        }
        if (flags.on("UseZGC")) {
            return new ZSpaces(ZNames.of(structs, flags), structs, words, memory);
        }
        throw new UnknownLayoutException("the collector is none of G1, Serial, Parallel, Shenandoah and ZGC");
    }

    /// The heap object of the JVM (`Universe::_collectedHeap`).
    static long heap(VmStructs structs, Words words) throws UnreadableMemoryException, UnknownLayoutException {
        return words.longAt(structs.address("Universe", "_collectedHeap"));
    }

    /// The regions that a table of a collector's heap leads to, all that are there.
    static List<Long> regions(String collector, Words words, long table, long count)
            throws UnreadableMemoryException, UnknownLayoutException {
        if (count < 0 || count > MOST_REGIONS) {
            throw new UnknownLayoutException("%s says it has %,d regions".formatted(collector, count));
        }
        List<Long> regions = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long region = words.longAt(table + i * Long.BYTES);
            // 0: not committed yet
            if (region != 0) {
                regions.add(region);
            }
        }
        return regions;
    }

    /// Lets the humongous object that was listed last end there.
    static void runsOnTo(long end, List<HeapSpace> spaces) {
        if (!spaces.isEmpty() && spaces.getLast().age() == Age.HUMONGOUS) {
            spaces.set(spaces.size() - 1, new HeapSpace(spaces.getLast().bottom(), end, Age.HUMONGOUS));
        }
    }

    /// Whether all spaces but young ones are still there, no shorter than they were.
    static boolean allThere(List<HeapSpace> before, List<HeapSpace> now) {
        Map<Long, HeapSpace> byBottom =
                now.stream().collect(Collectors.toMap(HeapSpace::bottom, Function.identity(), (one, _) -> one));
        return before.stream().filter(space -> space.age() != Age.YOUNG).allMatch(space -> {
            HeapSpace same = byBottom.get(space.bottom());
            return same != null && same.age() == space.age() && same.top() >= space.top();
        });
    }
}
