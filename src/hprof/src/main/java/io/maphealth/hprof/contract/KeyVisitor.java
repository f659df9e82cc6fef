package io.maphealth.hprof.contract;

import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.record.FieldType;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.LongLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Compares keys and values with what their entries say. For one thread.
final class KeyVisitor implements HeapVisitor {
    private static final String WEAK = "java/lang/ref/Reference";

    private final Entries entries;
    private final ClassTable classes;
    private final CompactIds ids;
    private final Window window;
    private final Map<Long, Optional<KeyHash.OfClass>> hashes = new HashMap<>();
    private final Map<Long, List<Integer>> references = new HashMap<>();
    final Map<Integer, Integer> changedKeys = new HashMap<>();
    final Set<Long> selfHeld = new HashSet<>();

    KeyVisitor(Entries entries, ClassTable classes, CompactIds ids, Window window) {
        this.entries = entries;
        this.classes = classes;
        this.ids = ids;
        this.window = window;
    }

    @Override
    public boolean seesOtherClasses() {
        return true;
    }

    @Override
    public void instance(int type, int at, int length) {
        int object = ids.find(window.idOfInstance(at));
        if (object == 0) {
            return;
        }
        long classId = window.classOfInstance(at);
        Optional<KeyHash.OfClass> known = hashes.computeIfAbsent(classId, this::hashOf);
        if (known.isPresent() && length >= known.get().bytes()) {
            OptionalInt hash = known.get().read(window, at);
            if (hash.isPresent() && entries.contradicts(object, hash.getAsInt())) {
                changedKeys.put(object, hash.getAsInt());
            }
        }
        Set<Integer> keys = entries.weakKeysOf(object);
        if (!keys.isEmpty()) {
            for (int offset : references.computeIfAbsent(classId, this::referencesOf)) {
                int held = offset + window.idBytes() <= length ? ids.find(window.id(at + offset)) : 0;
                if (keys.contains(held)) {
                    selfHeld.add(LongLog.pair(object, held));
                }
            }
        }
    }

    private Optional<KeyHash.OfClass> hashOf(long classId) {
        return classes.find(classId).flatMap(type -> KeyHash.of(type, classes.idBytes()));
    }

    /// Where the values of an instance have references that hold what they refer to.
    private List<Integer> referencesOf(long classId) {
        List<Integer> offsets = new ArrayList<>();
        int offset = 0;
        for (Optional<HeapClass> at = classes.find(classId);
                at.isPresent();
                at = at.get().parent()) {
            for (HeapClass.Field field : at.get().fields()) {
                if (field.type() == FieldType.REFERENCE && !at.get().name().equals(WEAK)) {
                    offsets.add(offset);
                }
                offset += FieldType.bytes(field.type(), classes.idBytes());
            }
        }
        return offsets;
    }
}
