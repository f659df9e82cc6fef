package io.maphealth.hprof.heap;

import io.maphealth.javamaps.Cells;
import io.maphealth.javamaps.ShallowSizes;
import java.util.HashMap;
import java.util.Map;

/// Shallow sizes as measured in the dump by the distances of objects, and by the layout rules of HotSpot where a class
/// could not be measured.
public final class MeasuredSizes implements ShallowSizes {
    private static final int UNKNOWN_INSTANCE = 32;

    private final Map<String, Long> measured;
    private final Map<String, Long> byRule = new HashMap<>();
    private final ObjectLayout rules;

    public MeasuredSizes(ClassTable classes, LayoutEvidence evidence) {
        this.measured = evidence.bytesOfClass();
        this.rules = evidence.rules(classes);
        classes.all().forEach(type -> byRule.putIfAbsent(type.name(), rules.instance(type, classes.idBytes())));
    }

    @Override
    public long instance(String className) {
        Long bytes = measured.get(className);
        return bytes != null ? bytes : byRule.getOrDefault(className, (long) UNKNOWN_INSTANCE);
    }

    @Override
    public long referenceArray(long length) {
        return rules.array(rules.referenceBytes(), length);
    }

    @Override
    public long array(Cells cells, long length) {
        return cells == Cells.REFERENCE ? referenceArray(length) : rules.array(cells.bytes(), length);
    }
}
