package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace;
import io.maphealth.hotspot.heap.HeapVisitor;
import io.maphealth.hotspot.heap.References;
import io.maphealth.javamaps.HolderRank;
import io.maphealth.process.Window;

/// One look at all objects for those that refer to some wanted ones. For one thread.
final class OwnerSearch implements HeapVisitor {
    private final LiveJvm jvm;
    private final References references;
    private final Slots slots;
    private final ReferenceArrays arrays;
    private final AddressSet wanted;
    private final Sightings found;

    OwnerSearch(LiveJvm jvm, Slots slots, ReferenceArrays arrays, Wanted wanted) {
        this.jvm = jvm;
        this.references = jvm.references();
        this.slots = slots;
        this.arrays = arrays;
        this.wanted = wanted.objects();
        this.found = wanted.into();
    }

    /// Whose holders are looked for, and where they are written down.
    record Wanted(AddressSet objects, Sightings into) {}

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
                found(referred, slots.slot(classNumber, i), place(classNumber, address, offsets[i]));
            }
        }
        if (offsets.length == 0 && jvm.classes().isReferenceArray(classNumber)) {
            elements(classNumber, address, window, space);
        } else if (slots.isMirror(classNumber)) {
            statics(address, window);
        }
    }

    private void found(long referred, Slots.Slot slot, Place.InObject place) {
        if (slot.isLead()) {
            found.lead(referred, place.address());
        } else {
            found.holder(referred, new Holder(slot.rank(), slot.name(), slot.storage(), place));
        }
    }

    private Place.InObject place(int classNumber, long address, long offset) {
        return new Place.InObject(address, jvm.classes().get(classNumber).address(), offset);
    }

    private void statics(long mirror, Window window) {
        Slots.Statics statics = slots.ofMirror(mirror);
        for (Slots.Slot slot : statics.slots()) {
            long referred = references.at(window, mirror + slot.offset());
            if (wanted.contains(referred)) {
                Place place = new Place.InClass(statics.klass(), slot.offset());
                found.holder(referred, new Holder(slot.rank(), slot.name(), false, place));
            }
        }
    }

    private void elements(int classNumber, long array, Window window, HeapSpace space) {
        int width = references.bytes();
        long first = array + jvm.firstElement();
        long length = window.unsignedIntAt(array + jvm.headers().kind().lengthOffset());
        if (window.covers(first, length * width)) {
            for (long i = 0, at = first; i < length; i++, at += width) {
                long referred = references.at(window, at);
                if (wanted.contains(referred)) {
                    element(referred, place(classNumber, array, at - array));
                }
            }
        } else if (first + length * width <= space.top()) {
            arrays.forget();
            arrays.elements(array, length, (index, referred) -> {
                if (wanted.contains(referred)) {
                    element(referred, place(classNumber, array, jvm.firstElement() + (long) index * width));
                }
            });
        }
    }

    private void element(long referred, Place.InObject place) {
        if (slots.isTable(place.klass())) {
            found.lead(referred, place.address());
        } else {
            found.holder(referred, new Holder(HolderRank.ELEMENT, "", false, place));
        }
    }
}
