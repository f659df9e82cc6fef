package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace;
import io.maphealth.hotspot.heap.HeapVisitor;
import io.maphealth.hotspot.heap.References;
import io.maphealth.process.Window;

/// The first look at all objects: keeps every map, and of the nodes what is needed to follow them. What is beyond its
/// memory is left out, whatever the heap holds.
final class Capture implements HeapVisitor {
    private final Plan plan;
    private final MapReading reading;
    private final NodeLog nodes;
    private final MapLog maps;
    private final int mostMaps;
    private boolean full;

    /// @param memoryBytes what maps and nodes may take, half of it each
    Capture(Plan plan, References references, HeapIds ids, long memoryBytes) {
        this.plan = plan;
        this.reading = new MapReading(references);
        this.nodes = new NodeLog(references, ids, memoryBytes / 2 / NodeLog.BYTES_A_LINK);
        this.maps = new MapLog(plan);
        this.mostMaps = (int) Math.min(MapLog.MOST, memoryBytes / 2 / MapLog.BYTES_A_MAP);
    }

    @Override
    public boolean wants(int classNumber) {
        return plan.map(classNumber) != null || plan.node(classNumber) != null;
    }

    @Override
    public void object(int classNumber, long address, Window window, HeapSpace space) {
        NodeKind node = plan.node(classNumber);
        if (node != null) {
            nodes.keep(node, address, window);
        }
        MapKind map = plan.map(classNumber);
        if (map != null && maps.size() < mostMaps) {
            maps.add(classNumber, reading.read(map, address, window, space.age()));
        } else if (map != null) {
            full = true;
        }
    }

    MapLog maps() {
        return maps;
    }

    NodeLog nodes() {
        return nodes;
    }

    /// Whether something was left out because there was too much.
    boolean full() {
        return full || nodes.full();
    }
}
