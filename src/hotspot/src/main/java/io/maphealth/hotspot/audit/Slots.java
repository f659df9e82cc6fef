package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.ClassIndex;
import io.maphealth.hotspot.heap.GcStamp;
import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.hotspot.vm.JavaField;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.javamaps.ClassNames;
import io.maphealth.javamaps.HolderRank;
import io.maphealth.javamaps.WrapperLayout;
import io.maphealth.process.UnreadableMemoryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Which references there are in the objects of each class, and in each class itself (its static fields), as
/// far as they tell who owns something.
final class Slots {
    private static final String CLASS = "java/lang/Class";
    private static final int[] NONE = {};

    /// A reference field of objects or, when static, of a class's mirror.
    record Slot(long offset, HolderRank rank, String field) {}

    private final List<List<Slot>> ofInstances = new ArrayList<>();
    private final int[][] references;
    private final int mirror;
    private final Mirrors mirrors;
    private final Map<JavaClass, List<Slot>> statics = new HashMap<>();
    private final Map<Long, List<Slot>> ofMirrors = new HashMap<>();
    private Optional<GcStamp> mirrorsFound = Optional.empty();
    private final Map<Integer, String> collections = new HashMap<>();

    Slots(ClassIndex classes, FieldOffsets offsets, Mirrors mirrors)
            throws UnreadableMemoryException, UnknownLayoutException {
        this.mirrors = mirrors;
        this.references = new int[classes.size()][];
        this.mirror =
                classes.named(CLASS).map(JavaClass::address).map(classes::of).orElse(-1);
        for (int number = 0; number < classes.size(); number++) {
            JavaClass javaClass = classes.get(number);
            references[number] = NONE;
            if (javaClass.name().startsWith("[")) {
                ofInstances.add(List.of());
                continue;
            }
            List<JavaClass> lineage = offsets.lineage(javaClass);
            Optional<WrapperLayout> wrapper = lineage.stream()
                    .flatMap(one -> mirrors.rules().wrapper(one.name()).stream())
                    .findFirst();
            List<Slot> slots = new ArrayList<>();
            for (JavaClass owner : lineage) {
                slots.addAll(declared(
                        owner,
                        offsets,
                        field -> wrapper.filter(it -> it.map().equals(field)).isPresent()
                                ? HolderRank.WRAPPER
                                : mirrors.rules().rank(owner.name(), field)));
            }
            if (wrapper.filter(WrapperLayout::collection).isPresent()) {
                collections.put(number, ClassNames.readable(javaClass.name()));
            }
            ofInstances.add(List.copyOf(slots));
            references[number] =
                    slots.stream().mapToInt(slot -> (int) slot.offset()).toArray();
            List<Slot> declared = declaredStatics(javaClass, offsets);
            if (!declared.isEmpty()) {
                statics.put(javaClass, declared);
            }
        }
    }

    /// Finds the mirrors where they are now: a collection moves them as it moves all objects.
    void findMirrors(GcStamp now) throws UnreadableMemoryException {
        if (mirrorsFound.filter(now::sameHeapAs).isPresent()) {
            return;
        }
        ofMirrors.clear();
        for (Map.Entry<JavaClass, List<Slot>> declared : statics.entrySet()) {
            ofMirrors.put(mirrors.of(declared.getKey()), declared.getValue());
        }
        mirrorsFound = Optional.of(now);
    }

    /// Where the references in an object of a class are.
    int[] offsets(int classNumber) {
        return references[classNumber];
    }

    Slot slot(int classNumber, int index) {
        return ofInstances.get(classNumber).get(index);
    }

    /// Whether objects of the class hold the static fields of classes.
    boolean isMirror(int classNumber) {
        return classNumber == mirror;
    }

    /// The name of a class whose objects are collections that keep their elements in a map; else empty.
    String collection(int classNumber) {
        return collections.getOrDefault(classNumber, "");
    }

    /// Static fields of the class whose `java.lang.Class` object is at an address; empty when there is none.
    List<Slot> ofMirror(long address) {
        return ofMirrors.getOrDefault(address, List.of());
    }

    private static List<Slot> declared(JavaClass owner, FieldOffsets offsets, Function<String, HolderRank> ranks)
            throws UnreadableMemoryException, UnknownLayoutException {
        List<Slot> slots = new ArrayList<>();
        for (JavaField field : offsets.declaredBy(owner)) {
            HolderRank rank = field.isReference() && !field.isStatic() ? ranks.apply(field.name()) : HolderRank.NONE;
            if (rank != HolderRank.NONE) {
                slots.add(slot(owner, field, rank));
            }
        }
        return slots;
    }

    private static List<Slot> declaredStatics(JavaClass owner, FieldOffsets offsets)
            throws UnreadableMemoryException, UnknownLayoutException {
        return offsets.declaredBy(owner).stream()
                .filter(field -> field.isReference() && field.isStatic())
                .map(field -> slot(owner, field, HolderRank.STATIC))
                .toList();
    }

    private static Slot slot(JavaClass owner, JavaField field, HolderRank rank) {
        return new Slot(field.offset(), rank, ClassNames.readable(owner.name()) + "." + field.name());
    }
}
