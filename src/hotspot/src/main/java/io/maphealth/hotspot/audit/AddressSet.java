package io.maphealth.hotspot.audit;

import java.util.Set;

/// A fixed set of addresses that is asked for every reference of a heap: one probe for those it does not hold, as
/// nearly all are.
final class AddressSet {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int HIGH_BITS = 40;

    private final long[] slots;
    private final int mask;

    AddressSet(Set<Long> addresses) {
        int size = Integer.highestOneBit(Math.max(16, addresses.size())) * 8;
        this.slots = new long[size];
        this.mask = size - 1;
        addresses.stream().filter(address -> address != 0).forEach(address -> slots[slotOf(address)] = address);
    }

    boolean contains(long address) {
        if (address == 0) {
            return false;
        }
        long found = slots[(int) ((address * SPREAD) >>> HIGH_BITS) & mask];
        return found != 0 && (found == address || slots[slotOf(address)] == address);
    }

    private int slotOf(long address) {
        int slot = (int) ((address * SPREAD) >>> HIGH_BITS) & mask;
        while (slots[slot] != 0 && slots[slot] != address) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
