package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.ClassIndex;
import io.maphealth.hotspot.vm.FieldList;
import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.hotspot.vm.JavaField;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.process.UnreadableMemoryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the fields of a class and of its ancestors by name. Remembers what it has read; for one thread.
final class FieldOffsets {
    private static final int MOST_ANCESTORS = 1_000;

    private final FieldList fields;
    private final ClassIndex classes;
    private final Map<Long, List<JavaField>> declared = new HashMap<>();

    FieldOffsets(FieldList fields, ClassIndex classes) {
        this.fields = fields;
        this.classes = classes;
    }

    /// The class itself, its superclass, and so on.
    List<JavaClass> lineage(JavaClass javaClass) {
        List<JavaClass> lineage = new ArrayList<>(List.of(javaClass));
        int parent = classes.of(javaClass.superAddress());
        while (parent >= 0 && lineage.size() < MOST_ANCESTORS) {
            lineage.add(classes.get(parent));
            parent = classes.of(classes.get(parent).superAddress());
        }
        return lineage;
    }

    /// The offset of an instance field, own or inherited.
    Optional<Long> of(JavaClass javaClass, String name) throws UnreadableMemoryException, UnknownLayoutException {
        for (JavaClass owner : lineage(javaClass)) {
            for (JavaField field : declaredBy(owner)) {
                if (!field.isStatic() && field.name().equals(name)) {
                    return Optional.of(field.offset());
                }
            }
        }
        return Optional.empty();
    }

    /// What a class declares itself.
    List<JavaField> declaredBy(JavaClass javaClass) throws UnreadableMemoryException, UnknownLayoutException {
        List<JavaField> known = declared.get(javaClass.address());
        if (known == null) {
            known = List.copyOf(fields.of(javaClass));
            declared.put(javaClass.address(), known);
        }
        return known;
    }
}
