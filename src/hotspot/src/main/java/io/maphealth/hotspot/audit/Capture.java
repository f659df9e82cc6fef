package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace;
import io.maphealth.hotspot.heap.HeapVisitor;
import io.maphealth.hotspot.heap.References;
import io.maphealth.process.Window;

/// The first look at all objects: keeps every map, and of the nodes what is needed to follow them. What is beyond its
/// memory is left out, whatever the heap holds.
final class Capture implements HeapVisitor {
    private static final double SHARE_OF_TABLES = 0.2;

    private final Plan plan;
    private final MapReading reading;
    private final References references;
    private final NodeLog nodes;
    private final MapLog maps;
    private final SmallTables tables;
    private final int mostMaps;
    /// By class: where a node that is nothing but a link refers to the next one; 0 of others.
    private final int[] nexts;
    private boolean full;

    /// @param memoryBytes what all of it may take: a part is for small tables, of the rest half is for maps
    Capture(LiveJvm jvm, Plan plan, HeapIds ids, long memoryBytes) {
        long tableBytes = (long) (memoryBytes * SHARE_OF_TABLES);
        long halfBytes = (memoryBytes - tableBytes) / 2;
        this.plan = plan;
        this.reading = new MapReading(jvm.references());
        this.nodes = new NodeLog(jvm.references(), ids, halfBytes / NodeLog.BYTES_A_LINK);
        this.maps = new MapLog(plan);
        this.tables = new SmallTables(jvm, ids, tableBytes);
        this.nexts = plan.plainNexts();
        this.references = jvm.references();
        this.mostMaps = (int) Math.min(MapLog.MOST, halfBytes / MapLog.BYTES_A_MAP);
    }

    @Override
    public boolean wants(int classNumber) {
        return plan.map(classNumber) != null || plan.node(classNumber) != null || plan.isTable(classNumber);
    }

    @Override
    public void object(int classNumber, long address, Window window, HeapSpace space) {
        int next = nexts[classNumber];
        if (next > 0) {
            nodes.keepNext(address, references.at(window, address + next));
            return;
        }
        if (plan.isTable(classNumber)) {
            tables.keep(address, window);
            return;
        }
        NodeKind node = plan.node(classNumber);
        if (node != null) {
            nodes.keep(node, address, window);
        }
        MapKind map = plan.map(classNumber);
        if (map != null && maps.size() < mostMaps) {
            maps.add(classNumber, reading.read(map, address, window, space.age().lasts()));
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

    SmallTables tables() {
        return tables;
    }

    /// Whether something was left out because there was too much.
    boolean full() {
        return full || nodes.full();
    }
}
