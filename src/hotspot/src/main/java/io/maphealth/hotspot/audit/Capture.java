package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace;
import io.maphealth.hotspot.heap.HeapVisitor;
import io.maphealth.hotspot.heap.References;
import io.maphealth.process.Window;
import java.util.ArrayList;
import java.util.List;

/// The first look at all objects: keeps every map, and of the nodes what is needed to follow them.
final class Capture implements HeapVisitor {
    /// What is beyond is left out, so that memory stays bounded whatever the heap holds.
    private static final int MOST_MAPS = 2_000_000;
    private static final long MOST_LINKS = 20_000_000;

    private final Plan plan;
    private final MapReading reading;
    private final NodeLog nodes;
    private final List<FoundMap> maps = new ArrayList<>();
    private boolean full;

    Capture(Plan plan, References references, HeapIds ids) {
        this.plan = plan;
        this.reading = new MapReading(references);
        this.nodes = new NodeLog(references, ids, MOST_LINKS);
    }

    @Override
    public void object(int classNumber, long address, Window window, HeapSpace space) {
        MapKind map = plan.map(classNumber);
        if (map != null) {
            keep(reading.read(map, address, window, space.age()));
        }
        NodeKind node = plan.node(classNumber);
        if (node != null) {
            nodes.keep(node, address, window, _ -> {});
        }
    }

    List<FoundMap> maps() {
        return maps;
    }

    NodeLog nodes() {
        return nodes;
    }

    /// Whether something was left out because there was too much.
    boolean full() {
        return full || nodes.full();
    }

    private void keep(FoundMap map) {
        if (maps.size() < MOST_MAPS) {
            maps.add(map);
        } else {
            full = true;
        }
    }
}
