package io.maphealth.hprof.contract;

import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.record.FieldType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The classes of a dump whose instances have to do with contracts.
record ContractPlan(ClassIndex<EntryFields> entries, ClassIndex<Order> orders) {
    static final String ORDERED = "java/util/LinkedHashMap";

    /// Where a map that has an order keeps its first entry.
    record Order(int bytes, int head) {}

    static ContractPlan of(ClassTable classes) {
        Map<Long, EntryFields> entries = new HashMap<>();
        Map<Long, Order> orders = new HashMap<>();
        for (HeapClass type : classes.all()) {
            EntryFields.of(type, classes.idBytes()).ifPresent(fields -> entries.put(type.id(), fields));
            OptionalInt head = type.offset("head", FieldType.REFERENCE, classes.idBytes());
            if (head.isPresent() && isOrdered(type)) {
                orders.put(type.id(), new Order(type.instanceBytes(classes.idBytes()), head.getAsInt()));
            }
        }
        return new ContractPlan(new ClassIndex<>(entries), new ClassIndex<>(orders));
    }

    private static boolean isOrdered(HeapClass type) {
        for (Optional<HeapClass> at = Optional.of(type);
                at.isPresent();
                at = at.get().parent()) {
            if (at.get().name().equals(ORDERED)) {
                return true;
            }
        }
        return false;
    }
}
