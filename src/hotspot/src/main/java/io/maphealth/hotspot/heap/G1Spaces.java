package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.heap.HeapSpace.Age;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;

/// The regions of G1 (`G1CollectedHeap::_hrm`): one space each but for free ones; the regions that a humongous object
/// runs on through belong to the one it starts in.
final class G1Spaces implements HeapSpaces {
    private final Words words;
    private final long table;
    private final long base;
    private final long length;
    private final long bottom;
    private final long top;
    private final long tag;
    private final Tags tags;

    /// A region's kind as an `int` (`G1HeapRegionType`): masks but for the tags.
    private record Tags(long free, long young, long humongous, long starts) {}

    G1Spaces(VmStructs structs, Words words) throws UnreadableMemoryException, UnknownLayoutException {
        this.words = words;
        // named G1HeapRegion from JDK 23 on
        String region = structs.describes("G1HeapRegion") ? "G1HeapRegion" : "HeapRegion";
        this.table = HeapSpaces.heap(structs, words)
                + structs.offset("G1CollectedHeap", "_hrm")
                + structs.offset(region + "Manager", "_regions");
        this.base = structs.offset("G1HeapRegionTable", "_base");
        this.length = structs.offset("G1HeapRegionTable", "_length");
        // in JDK 11 both ends are described with the types that a region extends
        this.bottom = structs.offset(region, "Space", "_bottom");
        this.top = structs.offset(region, "G1ContiguousSpace", "_top");
        this.tag = structs.offset(region, "_type") + structs.offset(region + "Type", "_tag");
        this.tags = new Tags(
                structs.constant(region + "Type::FreeTag"),
                structs.constant(region + "Type::YoungMask"),
                structs.constant(region + "Type::HumongousMask"),
                structs.constant(region + "Type::StartsHumongousTag"));
    }

    @Override
    public List<HeapSpace> read() throws UnreadableMemoryException, UnknownLayoutException {
        List<HeapSpace> spaces = new ArrayList<>();
        for (long region : HeapSpaces.regions("G1", words, words.longAt(table + base), words.longAt(table + length))) {
            add(region, spaces);
        }
        return spaces;
    }

    /// A region that was evacuated is free, or has begun anew with a lower top: as long as none of the
    /// old ones was, all but young objects are where they were.
    @Override
    public boolean stoodStill(Sight before, Sight now) {
        return HeapSpaces.super.stoodStill(before, now) || HeapSpaces.allThere(before.spaces(), now.spaces());
    }

    private void add(long region, List<HeapSpace> spaces) throws UnreadableMemoryException {
        long kind = words.unsignedIntAt(region + tag);
        if (kind == tags.free()) {
            return;
        }
        long start = words.longAt(region + bottom);
        long end = words.longAt(region + top);
        if ((kind & tags.humongous()) == 0) {
            spaces.add(new HeapSpace(start, end, (kind & tags.young()) == 0 ? Age.OLD : Age.YOUNG));
        } else if (kind == tags.starts()) {
            spaces.add(new HeapSpace(start, end, Age.HUMONGOUS));
        } else {
            HeapSpaces.runsOnTo(end, spaces);
        }
    }
}
