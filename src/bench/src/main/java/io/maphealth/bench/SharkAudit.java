package io.maphealth.bench;

import java.io.File;
import java.util.Objects;
import shark.CloseableHeapGraph;
import shark.HeapObject.HeapInstance;
import shark.HeapObject.HeapObjectArray;
import shark.HprofHeapGraph;
import shark.HprofRecordTag;

/// Count and contents of every HashMap and ConcurrentHashMap of a dump, by LeakCanary's reader. Argument: the file.
public final class SharkAudit {
    private static final String CONCURRENT = "java.util.concurrent.ConcurrentHashMap";
    private static final String PLAIN = "java.util.HashMap";

    private long maps;
    private long counted;
    private long walked;

    private SharkAudit() {}

    public static void main(String[] arguments) throws Exception {
        SharkAudit audit = new SharkAudit();
        try (CloseableHeapGraph graph = HprofHeapGraph.Companion.openHeapGraph(
                new File(arguments[0]), null, HprofRecordTag.Companion.getRootTags())) {
            for (var instances = graph.getInstances().iterator(); instances.hasNext(); ) {
                audit.look(instances.next());
            }
        }
        System.out.println(audit.maps + " maps, " + audit.counted + " counted, " + audit.walked + " found");
    }

    private void look(HeapInstance instance) {
        if (instance.instanceOf(PLAIN)) {
            maps++;
            counted += Objects.requireNonNull(value(instance, PLAIN, "size").getAsInt());
            walked += entries(instance, PLAIN);
        } else if (instance.instanceOf(CONCURRENT)) {
            maps++;
            counted += Objects.requireNonNull(
                    value(instance, CONCURRENT, "baseCount").getAsLong());
            walked += entries(instance, CONCURRENT);
        }
    }

    private static long entries(HeapInstance map, String type) {
        long entries = 0;
        if (value(map, type, "table").getAsObject() instanceof HeapObjectArray table) {
            for (var bins = table.readElements().iterator(); bins.hasNext(); ) {
                var node = bins.next().getAsObject();
                while (node instanceof HeapInstance entry && entry.instanceOf(type + "$Node")) {
                    entries++;
                    node = value(entry, type + "$Node", "next").getAsObject();
                }
            }
        }
        return entries;
    }

    private static shark.HeapValue value(HeapInstance instance, String type, String field) {
        return Objects.requireNonNull(instance.get(type, field)).getValue();
    }
}
