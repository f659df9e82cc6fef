package io.maphealth.hprof.composite;

import io.maphealth.hprof.capture.MapKind;
import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.record.FieldType;
import io.maphealth.javamaps.Cells;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.CompositeLayout.MarkedTable;
import io.maphealth.javamaps.CompositeLayout.PrimitiveTable;
import io.maphealth.javamaps.CompositeLayout.Segment;
import io.maphealth.javamaps.CompositeLayout.Trie;
import io.maphealth.javamaps.HiddenEntries;
import io.maphealth.javamaps.Vacancy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which classes of a dump its composite maps are made of: the layouts, resolved by name. A class without the fields it
/// is known by is left out, and its maps are told without their contents.
final class PartsPlan {
    private static final String REFERENCE_ARRAY = "java/util/concurrent/atomic/AtomicReferenceArray";

    private static final int NONE = -1;

    private final ClassTable classes;
    private final Map<Long, Planned> byClass = new HashMap<>();

    PartsPlan(ClassTable classes, List<MapKind> kinds) {
        this.classes = classes;
        kinds.forEach(kind -> {
            if (kind.layout() instanceof CompositeLayout layout) {
                plan(kind.type(), layout);
            }
        });
    }

    record Planned(Part part, int bytes) {}

    ClassIndex<Planned> index() {
        return new ClassIndex<>(byClass);
    }

    private void plan(HeapClass map, CompositeLayout layout) {
        switch (layout) {
            case Segment _ -> everyOne(REFERENCE_ARRAY, type -> new Part.Holder(reference(type, "array")));
            case PrimitiveTable table -> {
                everyOne(map.name(), type -> primitiveMap(type, table));
                if (table.hidden() instanceof HiddenEntries.ByFlagsOf hidden) {
                    everyOne(
                            hidden.className(),
                            type -> new Part.Flags(hidden.flags().stream()
                                    .map(flag -> offset(type, flag, FieldType.BOOLEAN))
                                    .toList()));
                }
            }
            case MarkedTable table ->
                table.bucket()
                        .ifPresent(bucket -> everyOne(
                                bucket.className(),
                                type -> new Part.Bucket(bucket.slots().stream()
                                        .map(slot -> reference(type, slot))
                                        .toList())));
            case Trie trie ->
                everyOne(
                        trie.node().className(),
                        type -> new Part.Node(
                                reference(type, trie.node().content()),
                                offset(type, trie.node().entryBits(), FieldType.INT),
                                offset(type, trie.node().size(), FieldType.INT)));
        }
    }

    private Part primitiveMap(HeapClass map, PrimitiveTable table) {
        int flag = table.hidden() instanceof HiddenEntries.ByFlag hidden
                ? offset(map, hidden.field(), FieldType.BOOLEAN)
                : NONE;
        int flags = table.hidden() instanceof HiddenEntries.ByFlagsOf hidden ? reference(map, hidden.field()) : NONE;
        if (table.vacancy() instanceof Vacancy.ValueOf(String field)) {
            boolean wide = table.cells() == Cells.LONG;
            int missing = offset(map, field, wide ? FieldType.LONG : FieldType.INT);
            return new Part.PrimitiveMap(flag, flags, wide ? NONE : missing, wide ? missing : NONE);
        }
        return new Part.PrimitiveMap(flag, flags, NONE, NONE);
    }

    /// Makes a part of a class, by fields that it may turn out not to have.
    private interface Maker {
        Part of(HeapClass type);
    }

    private void everyOne(String className, Maker maker) {
        classes.all().stream().filter(type -> isA(type, className)).forEach(type -> {
            try {
                put(type, maker.of(type));
            } catch (UnknownFieldException _) {
                // its maps are told without their contents
            }
        });
    }

    private void put(HeapClass type, Part part) {
        byClass.put(type.id(), new Planned(part, type.instanceBytes(classes.idBytes())));
    }

    private static boolean isA(HeapClass type, String className) {
        for (Optional<HeapClass> at = Optional.of(type);
                at.isPresent();
                at = at.get().parent()) {
            if (at.get().name().equals(className)) {
                return true;
            }
        }
        return false;
    }

    private int reference(HeapClass type, String field) {
        return offset(type, field, FieldType.REFERENCE);
    }

    private int offset(HeapClass type, String field, int fieldType) {
        return type.offset(field, fieldType, classes.idBytes()).orElseThrow(UnknownFieldException::new);
    }

    private static final class UnknownFieldException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
