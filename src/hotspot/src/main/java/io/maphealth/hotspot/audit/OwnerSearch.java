package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace;
import io.maphealth.hotspot.heap.HeapVisitor;
import io.maphealth.hotspot.heap.References;
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
    private static final int MOST_HOLDERS = 16;

    private final LiveJvm jvm;
    private final References references;
    private final Slots slots;
    private final ReferenceArrays arrays;
    private final AddressSet wanted;
    private final Map<Long, List<Holder>> found = new HashMap<>();

    OwnerSearch(LiveJvm jvm, Slots slots, ReferenceArrays arrays, Set<Long> wanted) {
        this.jvm = jvm;
        this.references = jvm.references();
        this.slots = slots;
        this.arrays = arrays;
        this.wanted = new AddressSet(wanted);
    }

    /// Who holds each of the wanted objects, as far as it matters.
    Map<Long, List<Holder>> found() {
        return found;
    }

    @Override
    public boolean wants(int classNumber) {
        return slots.offsets(classNumber).length > 0
                || slots.isMirror(classNumber)
                || jvm.classes().isReferenceArray(classNumber);
    }

    @Override
    public void object(int classNumber, long address, Window window, HeapSpace space) {
        int[] offsets = slots.offsets(classNumber);
        for (int i = 0; i < offsets.length; i++) {
            long referred = references.at(window, address + offsets[i]);
            if (wanted.contains(referred)) {
                Slots.Slot slot = slots.slot(classNumber, i);
                String name = slot.rank() == HolderRank.WRAPPER ? slots.collection(classNumber) : slot.field();
                found(referred, new Holder(slot.rank(), name, address, address + slot.offset()));
            }
        }
        if (offsets.length == 0 && jvm.classes().isReferenceArray(classNumber)) {
            elements(address, window, space);
        } else if (slots.isMirror(classNumber)) {
            statics(address, window);
        }
    }

    private void statics(long mirror, Window window) {
        for (Slots.Slot slot : slots.ofMirror(mirror)) {
            long referred = references.at(window, mirror + slot.offset());
            if (wanted.contains(referred)) {
                found(referred, new Holder(slot.rank(), slot.field(), mirror, mirror + slot.offset()));
            }
        }
    }

    private void elements(long array, Window window, HeapSpace space) {
        int width = references.bytes();
        long first = array + jvm.firstElement();
        long length = window.unsignedIntAt(array + jvm.headers().kind().lengthOffset());
        if (window.covers(first, length * width)) {
            for (long i = 0, at = first; i < length; i++, at += width) {
                long referred = references.at(window, at);
                if (wanted.contains(referred)) {
                    element(referred, at);
                }
            }
        } else if (first + length * width <= space.top()) {
            arrays.forget();
            arrays.elements(array, length, (index, referred) -> {
                if (wanted.contains(referred)) {
                    element(referred, first + (long) index * width);
                }
            });
        }
    }

    private void element(long referred, long slot) {
        found(referred, new Holder(HolderRank.ELEMENT, "", 0, slot));
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
