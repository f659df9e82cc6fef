package io.maphealth.hprof.owner;

import io.maphealth.hprof.capture.MapKind;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.javamaps.NodeLayout;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Of which kinds of maps an object may be an entry, by the class that declares one of its fields: whoever looks for
/// its map leaves out the tables and trees of all others.
final class EntryKinds {
    private static final BitSet NONE = new BitSet();

    private final Map<String, BitSet> byClass = new HashMap<>();

    EntryKinds(ClassTable classes, List<MapKind> kinds) {
        Map<String, Set<Integer>> kindsOfNode = new HashMap<>();
        for (MapKind kind : kinds) {
            for (NodeLayout node : kind.layout().nodes()) {
                kindsOfNode
                        .computeIfAbsent(node.className(), _ -> new HashSet<>())
                        .add(kind.number());
            }
        }
        for (HeapClass type : classes.all()) {
            Set<Integer> led = kindsOfNode.getOrDefault(type.name(), Set.of());
            for (Optional<HeapClass> at = Optional.of(type);
                    at.isPresent() && !led.isEmpty();
                    at = at.get().parent()) {
                BitSet declared = byClass.computeIfAbsent(at.get().name(), _ -> new BitSet());
                led.forEach(declared::set);
            }
        }
    }

    /// The numbers of the kinds; not to be changed.
    BitSet of(HeapClass declaring) {
        return byClass.getOrDefault(declaring.name(), NONE);
    }

    static BitSet none() {
        return NONE;
    }
}
