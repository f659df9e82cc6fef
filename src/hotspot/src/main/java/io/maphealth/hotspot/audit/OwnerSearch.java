package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace;
import io.maphealth.hotspot.heap.HeapVisitor;
import io.maphealth.javamaps.HolderRank;
import io.maphealth.process.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/// One look at all objects for those that refer to some wanted ones. For one thread.
final class OwnerSearch implements HeapVisitor {
    private static final String OBJECT_ARRAY = "[L";
    private static final int MOST_HOLDERS = 16;
    private static final Holder ELEMENT = new Holder(HolderRank.ELEMENT, "", 0);

    private final LiveJvm jvm;
    private final Slots slots;
    private final AddressSet wanted;
    private final Map<Long, List<Holder>> found = new HashMap<>();

    OwnerSearch(LiveJvm jvm, Slots slots, Set<Long> wanted) {
        this.jvm = jvm;
        this.slots = slots;
        this.wanted = new AddressSet(wanted);
    }

    /// Who holds each of the wanted objects, as far as it matters.
    Map<Long, List<Holder>> found() {
        return found;
    }

    @Override
    public void object(int classNumber, long address, Window window, HeapSpace space) {
        if (jvm.classes().get(classNumber).name().startsWith(OBJECT_ARRAY)) {
            elements(address, window);
            return;
        }
        look(slots.ofInstance(classNumber), slots.collection(classNumber), address, window);
        look(slots.ofMirror(address), "", address, window);
    }

    private void look(List<Slots.Slot> candidates, String collection, long address, Window window) {
        for (Slots.Slot slot : candidates) {
            long referred = jvm.references().at(window, address + slot.offset());
            if (wanted.contains(referred)) {
                String name = slot.rank() == HolderRank.WRAPPER ? collection : slot.field();
                found(referred, new Holder(slot.rank(), name, address));
            }
        }
    }

    /// An array that is larger than the window is searched as far as that reaches.
    private void elements(long array, Window window) {
        int width = jvm.references().bytes();
        long at = array + jvm.firstElement();
        long length = window.unsignedIntAt(array + jvm.headers().kind().lengthOffset());
        for (long i = 0; i < length && window.covers(at, width); i++, at += width) {
            long referred = jvm.references().at(window, at);
            if (wanted.contains(referred)) {
                found(referred, ELEMENT);
            }
        }
    }

    /// Keeps the best holder of those that are none, and every wrapper: which of them tells more is known later.
    private void found(long referred, Holder holder) {
        List<Holder> holders = found.computeIfAbsent(referred, _ -> new ArrayList<>());
        if (holder.wraps()) {
            if (holders.size() < MOST_HOLDERS) {
                holders.add(holder);
            }
            return;
        }
        Holder best =
                holders.stream().filter(other -> !other.wraps()).reduce(holder, BinaryOperator.maxBy(Holder.BY_RANK));
        holders.removeIf(other -> !other.wraps());
        holders.add(best);
    }
}
