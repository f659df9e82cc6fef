package io.maphealth.bench;

import java.io.File;
import java.io.IOException;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;

/// Count and contents of every HashMap and ConcurrentHashMap of a dump, by the reader of VisualVM and NetBeans. It
/// leaves a folder of indexes beside the dump. Argument: the file.
public final class VisualVmAudit {
    private long maps;
    private long counted;
    private long walked;

    private VisualVmAudit() {}

    public static void main(String[] arguments) throws IOException {
        Heap heap = HeapFactory.createHeap(new File(arguments[0]));
        VisualVmAudit audit = new VisualVmAudit();
        audit.look(heap, "java.util.HashMap", "size");
        audit.look(heap, "java.util.concurrent.ConcurrentHashMap", "baseCount");
        System.out.println(audit.maps + " maps, " + audit.counted + " counted, " + audit.walked + " found");
    }

    private void look(Heap heap, String className, String count) {
        JavaClass type = heap.getJavaClassByName(className);
        look(type, count);
        for (Object subclass : type.getSubClasses()) {
            look((JavaClass) subclass, count);
        }
    }

    private void look(JavaClass type, String count) {
        for (var instances = type.getInstancesIterator(); instances.hasNext(); ) {
            Instance map = (Instance) instances.next();
            maps++;
            counted += ((Number) map.getValueOfField(count)).longValue();
            walked += entries(map);
        }
    }

    private static long entries(Instance map) {
        long entries = 0;
        if (map.getValueOfField("table") instanceof ObjectArrayInstance table) {
            for (Object bin : table.getValues()) {
                Object node = bin;
                while (node instanceof Instance entry
                        && !entry.getJavaClass().getName().endsWith("ForwardingNode")) {
                    entries++;
                    node = entry.getValueOfField("next");
                }
            }
        }
        return entries;
    }
}
