package io.maphealth.hprof.owner;

import java.util.List;

/// The references of the instances of one class: where they are among the `bytes` of field values, and how each scores
/// as an owner.
final class HolderPlan {
    private final int type;
    private final int bytes;
    private final long[] slots;

    /// @param type the number of the class
    HolderPlan(int type, int bytes, List<Slot> slots) {
        this.type = type;
        this.bytes = bytes;
        this.slots = slots.stream()
                .mapToLong(slot -> ((long) slot.offset << Integer.SIZE) | slot.score)
                .toArray();
    }

    /// One reference; scores are not negative.
    record Slot(int offset, int score) {}

    int type() {
        return type;
    }

    int bytes() {
        return bytes;
    }

    int references() {
        return slots.length;
    }

    int offset(int reference) {
        return (int) (slots[reference] >>> Integer.SIZE);
    }

    int score(int reference) {
        return (int) slots[reference];
    }
}
