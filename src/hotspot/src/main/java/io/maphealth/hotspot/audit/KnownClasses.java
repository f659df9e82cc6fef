package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.ClassIndex;
import io.maphealth.hotspot.heap.ObjectSizes;
import io.maphealth.hotspot.vm.FieldList;
import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.javamaps.Appraisal;
import io.maphealth.javamaps.HolderRules;
import io.maphealth.javamaps.MapLayouts;
import io.maphealth.process.UnreadableMemoryException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What follows from the classes that a JVM has loaded: good until it loads others. Keeps its buffers from look to
/// look.
final class KnownClasses {
    private static final MapLayouts LAYOUTS = MapLayouts.all();
    private static final HolderRules RULES = new HolderRules(LAYOUTS);

    private final List<JavaClass> list;
    private final Vm vm;
    private final ClassIndex classes;
    private final FieldOffsets offsets;
    private final ObjectSizes sizes;
    private final Plan plan;
    private final LiveJvm jvm;
    private final Appraisal appraisal;
    private final MapWalks walks;
    private final KeySample keySample;
    private final ReferenceArrays arraysOfHolders;
    private Optional<Slots> slots = Optional.empty();
    private Optional<ThreadStacks> stacks = Optional.empty();

    KnownClasses(List<JavaClass> list, Vm vm) throws UnreadableMemoryException, UnknownLayoutException {
        this.list = list;
        this.vm = vm;
        this.classes = new ClassIndex(list);
        this.offsets = new FieldOffsets(FieldList.of(vm.structs(), vm.words()), classes);
        this.sizes = ObjectSizes.of(classes, vm.structs(), vm.flags(), vm.words());
        this.plan = new Plan(classes, offsets, LAYOUTS);
        this.jvm = new LiveJvm(vm.memory(), classes, vm.headers(), vm.references(), firstElement());
        this.appraisal = new Appraisal(new LiveSizes(jvm, vm.flags().smallValue("ObjectAlignmentInBytes")));
        this.walks = new MapWalks(jvm, plan);
        this.keySample = new KeySample(jvm, plan);
        this.arraysOfHolders = new ReferenceArrays(jvm, ReferenceArrays.WIDE);
    }

    boolean are(List<JavaClass> loaded) {
        return list.equals(loaded);
    }

    ClassIndex classes() {
        return classes;
    }

    ObjectSizes sizes() {
        return sizes;
    }

    Plan plan() {
        return plan;
    }

    /// Of maps, and where wanted of what they are made of.
    Capture capture(HeapIds ids, long memoryBytes, boolean contents) {
        return new Capture(jvm, contents ? plan : plan.ofMapsAlone(), ids, memoryBytes);
    }

    Appraisal appraisal() {
        return appraisal;
    }

    MapWalks walks() {
        return walks;
    }

    KeySample keySample() {
        return keySample;
    }

    /// Finds out where the references of all objects are and where the `java.lang.Class` objects are now, which only
    /// those need who look for owners.
    void prepareForOwners() throws UnreadableMemoryException, UnknownLayoutException {
        if (slots.isEmpty()) {
            slots = Optional.of(new Slots(classes, offsets, plan, RULES));
            stacks = ThreadStacks.of(vm, jvm, offsets);
        }
        slots.get().find(Mirrors.of(vm));
    }

    OwnerSearch searchFor(Set<Long> objects, Sightings into) {
        return new OwnerSearch(
                jvm, slots.orElseThrow(), arraysOfHolders, new OwnerSearch.Wanted(new AddressSet(objects), into));
    }

    /// Empty where the JVM does not say where they are.
    Optional<ThreadStacks> stacks() {
        return stacks;
    }

    private long firstElement() throws UnknownLayoutException {
        return classes.named("[Ljava/lang/Object;")
                .orElseThrow(() -> new UnknownLayoutException("this JVM has no class of object arrays"))
                .arrayHeaderBytes();
    }
}
