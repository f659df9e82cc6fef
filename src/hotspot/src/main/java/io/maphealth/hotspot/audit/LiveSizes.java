package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.ClassIndex;
import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.javamaps.ShallowSizes;
import java.util.HashMap;
import java.util.Map;

/// Shallow sizes as this JVM lays its objects out.
final class LiveSizes implements ShallowSizes {
    private static final long LOWEST_BITS = 7;

    private final Map<String, Long> instances = new HashMap<>();
    private final LiveJvm jvm;
    private final long alignment;

    LiveSizes(LiveJvm jvm, long alignment) {
        this.jvm = jvm;
        this.alignment = alignment;
        ClassIndex classes = jvm.classes();
        for (int number = 0; number < classes.size(); number++) {
            JavaClass javaClass = classes.get(number);
            if (javaClass.layoutHelper() > 0) {
                instances.putIfAbsent(javaClass.name(), javaClass.layoutHelper() & ~LOWEST_BITS);
            }
        }
    }

    @Override
    public long instance(String className) {
        return instances.getOrDefault(className, 0L);
    }

    @Override
    public long referenceArray(long length) {
        long bytes = jvm.firstElement() + length * jvm.references().bytes();
        return (bytes + alignment - 1) / alignment * alignment;
    }
}
