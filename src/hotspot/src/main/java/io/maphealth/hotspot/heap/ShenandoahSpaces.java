package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.heap.HeapSpace.Age;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The regions of Shenandoah (`ShenandoahHeap::_regions`): one space each but for empty ones; the regions that a
/// humongous object runs on through belong to the one it starts in. Objects are on their way as long as there are
/// regions in the collection set: until all references to what was in them are led elsewhere.
final class ShenandoahSpaces implements HeapSpaces {
    private static final String REGION = "ShenandoahHeapRegion";

    private final Words words;
    private final long heap;
    private final long count;
    private final long regions;
    private final long bottom;
    private final long top;
    private final long state;
    private final boolean wideState;
    private final States states;

    private record States(Set<Long> plain, Set<Long> leaving, Set<Long> humongous, long humongousRest) {}

    ShenandoahSpaces(VmStructs structs, Words words) throws UnreadableMemoryException, UnknownLayoutException {
        this.words = words;
        this.heap = HeapSpaces.heap(structs, words);
        this.count = structs.offset("ShenandoahHeap", "_num_regions");
        this.regions = structs.offset("ShenandoahHeap", "_regions");
        this.bottom = structs.offset(REGION, "_bottom");
        this.top = structs.offset(REGION, "_top");
        this.state = structs.offset(REGION, "_state");
        this.wideState = structs.size(REGION + "::RegionState") >= Integer.BYTES;
        this.states = new States(
                Set.of(state(structs, "regular"), state(structs, "pinned")),
                Set.of(state(structs, "cset"), state(structs, "pinned_cset")),
                Set.of(state(structs, "humongous_start"), state(structs, "pinned_humongous_start")),
                state(structs, "humongous_cont"));
    }

    private static long state(VmStructs structs, String name) throws UnknownLayoutException {
        return structs.constant(REGION + "::_" + name);
    }

    @Override
    public List<HeapSpace> read() throws UnreadableMemoryException, UnknownLayoutException {
        List<HeapSpace> spaces = new ArrayList<>();
        for (long region :
                HeapSpaces.regions("Shenandoah", words, words.longAt(heap + regions), words.longAt(heap + count))) {
            add(region, spaces);
        }
        return spaces;
    }

    private void add(long region, List<HeapSpace> spaces) throws UnreadableMemoryException {
        long now = wideState ? words.unsignedIntAt(region + state) : words.unsignedByteAt(region + state);
        long start = words.longAt(region + bottom);
        long end = words.longAt(region + top);
        if (now == states.humongousRest()) {
            HeapSpaces.runsOnTo(end, spaces);
        } else if (states.humongous().contains(now)) {
            spaces.add(new HeapSpace(start, end, Age.HUMONGOUS));
        } else if (states.plain().contains(now)) {
            spaces.add(new HeapSpace(start, end, Age.MIXED));
        } else if (states.leaving().contains(now)) {
            spaces.add(new HeapSpace(start, end, Age.LEAVING));
        }
    }

    @Override
    public Optional<String> objectsOnTheirWay(List<HeapSpace> spaces) {
        return evacuating(spaces) ? Optional.of("Shenandoah was moving objects at every try") : Optional.empty();
    }

    private static boolean evacuating(List<HeapSpace> spaces) {
        return spaces.stream().anyMatch(space -> space.age() == Age.LEAVING);
    }

    /// It counts no collections. A region that was evacuated is empty, or has begun anew with a lower top.
    @Override
    public boolean stoodStill(Sight before, Sight now) {
        return !evacuating(now.spaces())
                && !before.stamp().running()
                && !now.stamp().running()
                && HeapSpaces.allThere(before.spaces(), now.spaces());
    }
}
