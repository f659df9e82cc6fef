package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapParse;
import java.util.Map;
import java.util.Set;

/// Looks for holders in a heap that has been gone through for maps, and on the stacks of its JVM.
record HolderLooks(HeapParse parse, HeapParse.Heap heap, KnownClasses classes, MapLog maps) implements OwnerPaths.Heap {
    @Override
    public void holders(Set<Long> objects, Sightings into) {
        parse.parse(heap, classes.classes(), classes.sizes(), classes.searchFor(objects, into));
    }

    @Override
    public Map<Long, Long> maps(Set<Long> addresses) {
        return maps.enteredAt(addresses);
    }

    @Override
    public void stacks(Set<Long> objects, Sightings into) {
        classes.stacks().ifPresent(stacks -> stacks.holders(objects, into));
    }
}
