package io.maphealth.gomem.maps;

import java.util.Map;

/// The header of one table of a map of Go 1.24 and newer, and the span that its groups at `data` lie in.
///
/// Layout: `internal/runtime/maps` table (table.go) and groupsReference (group.go), the same from 1.24 to 1.26.
record SwissTable(int span, long data, long slots, long used, long growthLeft, int localDepth) {
    static final int SIZE = 32;
    static final int USED = 0;
    static final int CAPACITY = 2;
    static final int GROWTH_LEFT = 4;
    static final int LOCAL_DEPTH = 6;
    static final int GROUPS = 16;
    static final int LENGTH_MASK = 24;

    /// Under the names that the run-time's source gives them.
    static final Map<String, Integer> OFFSETS = Map.of(
            "used", USED,
            "capacity", CAPACITY,
            "growthLeft", GROWTH_LEFT,
            "localDepth", LOCAL_DEPTH,
            "groups", GROUPS);

    static final int SLOTS_OF_GROUP = 8;
    static final int MOST_SLOTS = 1024;
    /// Of the slots of a group, those that are filled before a table grows.
    static final int LOAD = 7;

    int groups() {
        return (int) slots / SLOTS_OF_GROUP;
    }

    /// Slots that are deleted and not yet used again; below 0 in a header that was torn while it was read.
    long tombstones() {
        long most = slots == SLOTS_OF_GROUP ? SLOTS_OF_GROUP - 1 : slots * LOAD / SLOTS_OF_GROUP;
        return most - used - growthLeft;
    }
}
