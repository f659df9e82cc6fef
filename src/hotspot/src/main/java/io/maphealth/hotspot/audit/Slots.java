package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.ClassIndex;
import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.hotspot.vm.JavaField;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.javamaps.ClassNames;
import io.maphealth.javamaps.HolderRank;
import io.maphealth.javamaps.HolderRules;
import io.maphealth.javamaps.WrapperLayout;
import io.maphealth.process.UnreadableMemoryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which references there are in the objects of each class, and in each class itself (its static fields), as
/// far as they tell who owns something.
final class Slots {
    private static final String CLASS = "java/lang/Class";

    /// A reference field of objects or, when static, of a class's mirror; one that is inside a collection is `storage`.
    record Slot(long offset, HolderRank rank, String name, boolean storage) {
        /// Whether it only leads from one node of a map to another.
        boolean isLead() {
            return rank == HolderRank.NONE;
        }
    }

    /// The static fields of a class.
    record Statics(long klass, List<Slot> slots) {
        static final Statics NONE = new Statics(0, List.of());
    }

    private final List<List<Slot>> ofInstances = new ArrayList<>();
    private final int[][] references;
    private final int mirror;
    private final HolderRules rules;
    private final Set<Long> tables = new HashSet<>();
    private final List<Statics> statics = new ArrayList<>();
    private final Map<Long, Statics> ofMirrors = new HashMap<>();

    Slots(ClassIndex classes, FieldOffsets offsets, Plan plan, HolderRules rules)
            throws UnreadableMemoryException, UnknownLayoutException {
        this.rules = rules;
        this.references = new int[classes.size()][];
        this.mirror =
                classes.named(CLASS).map(JavaClass::address).map(classes::of).orElse(-1);
        for (int number = 0; number < classes.size(); number++) {
            JavaClass javaClass = classes.get(number);
            if (plan.isTable(number)) {
                tables.add(javaClass.address());
            }
            boolean array = javaClass.name().startsWith("[");
            List<Slot> slots = array ? List.of() : instanceSlots(javaClass, offsets, plan.node(number));
            ofInstances.add(slots);
            references[number] =
                    slots.stream().mapToInt(slot -> (int) slot.offset()).toArray();
            List<Slot> declared = array ? List.of() : declaredStatics(javaClass, offsets);
            if (!declared.isEmpty()) {
                statics.add(new Statics(javaClass.address(), declared));
            }
        }
    }

    private List<Slot> instanceSlots(JavaClass javaClass, FieldOffsets offsets, @Nullable NodeKind node)
            throws UnreadableMemoryException, UnknownLayoutException {
        List<JavaClass> lineage = offsets.lineage(javaClass);
        Optional<WrapperLayout> wrapper = lineage.stream()
                .flatMap(one -> rules.wrapper(one.name()).stream())
                .findFirst();
        Set<Long> leads =
                node == null ? Set.of() : Arrays.stream(node.leads()).boxed().collect(Collectors.toSet());
        List<Slot> slots = new ArrayList<>();
        for (JavaClass owner : lineage) {
            for (JavaField field : offsets.declaredBy(owner)) {
                if (!field.isReference() || field.isStatic()) {
                    continue;
                }
                if (leads.contains(field.offset())) {
                    slots.add(new Slot(field.offset(), HolderRank.NONE, "", false));
                } else if (wrapper.filter(it -> it.map().equals(field.name())).isPresent()) {
                    slots.add(around(wrapper.get(), javaClass, field));
                } else {
                    held(owner, field).ifPresent(slots::add);
                }
            }
        }
        return List.copyOf(slots);
    }

    private static Slot around(WrapperLayout wrapper, JavaClass javaClass, JavaField field) {
        String collection = wrapper.collection() ? ClassNames.readable(javaClass.name()) : "";
        return new Slot(field.offset(), HolderRank.WRAPPER, collection, false);
    }

    private Optional<Slot> held(JavaClass owner, JavaField field) {
        HolderRank rank = rules.rank(owner.name(), field.name());
        return rank == HolderRank.NONE
                ? Optional.empty()
                : Optional.of(new Slot(field.offset(), rank, name(owner, field), rules.isStorage(owner.name())));
    }

    private static List<Slot> declaredStatics(JavaClass owner, FieldOffsets offsets)
            throws UnreadableMemoryException, UnknownLayoutException {
        return offsets.declaredBy(owner).stream()
                .filter(field -> field.isReference() && field.isStatic())
                .map(field -> new Slot(field.offset(), HolderRank.STATIC, name(owner, field), false))
                .toList();
    }

    private static String name(JavaClass owner, JavaField field) {
        return ClassNames.readable(owner.name()) + "." + field.name();
    }

    /// Finds the mirrors where they are now.
    void find(Mirrors mirrors) throws UnreadableMemoryException {
        ofMirrors.clear();
        for (Statics declared : statics) {
            ofMirrors.put(mirrors.of(declared.klass()), declared);
        }
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

    /// Whether arrays of the class at an address are tables of maps.
    boolean isTable(long klass) {
        return tables.contains(klass);
    }

    /// Static fields of the class whose `java.lang.Class` object is at an address; none when there is no such object.
    Statics ofMirror(long address) {
        return ofMirrors.getOrDefault(address, Statics.NONE);
    }
}
