package io.maphealth.gomem.maps;

import io.maphealth.process.Window;
import java.util.Optional;
import java.util.OptionalLong;

/// One map of Go 1.24 and newer while it is walked, table by table.
final class SwissVisit {
    private final GroupWalk groups;
    private final SwissTables reader;
    private final long address;
    private final long used;
    private final int globalDepth;
    private final MapWalk.Identity identity;
    private MapLayout.Depth depth = MapLayout.Depth.SLOTS;
    private int tables;
    private long tablesUsed;
    private long tombstones;
    private long capacity;
    private long held = SwissHeader.SIZE;
    private boolean unevenDepths;
    private long shape;
    private long digest;
    private int groupSize;
    private boolean pointers;
    private TableTypes.Match match = TableTypes.Match.NONE;

    SwissVisit(GroupWalk groups, SwissTables reader, Window header, long address) {
        this.groups = groups;
        this.reader = reader;
        this.address = address;
        this.used = SwissHeader.used(header, address);
        this.globalDepth = SwissHeader.globalDepth(header, address);
        this.identity = new MapWalk.Identity(SwissHeader.seed(header, address), SwissHeader.directory(header, address));
        this.shape = Digest.mixed(identity.tables(), identity.seed());
        this.digest = SwissHeader.digest(header, address);
    }

    long used() {
        return used;
    }

    /// What there is to say of a map that nothing was ever written to.
    MapWalk untouched() {
        groups.start(TableTypes.Match.NONE);
        return walk(true, OptionalLong.of(0), 0);
    }

    /// What there is to say of a small map, whose only group was just walked.
    ///
    /// @param bytes that the group takes
    MapWalk ofGroup(TableTypes.Match types, int sizeOfGroup, boolean withPointers, long bytes) {
        match = types;
        groupSize = sizeOfGroup;
        pointers = withPointers;
        capacity = SwissTable.SLOTS_OF_GROUP;
        held += bytes;
        return walk(true, OptionalLong.of(groups.full()), 0);
    }

    /// Starts with a map of tables, each of which is to be added.
    void startTables(long directoryBytes, MapLayout.Depth wanted) {
        held += directoryBytes;
        depth = wanted;
        groups.start(TableTypes.Match.NONE);
        // what was copied before is stale by now
        reader.forget();
    }

    /// Adds the next table.
    ///
    /// @return false when there is none
    boolean add(long at) {
        Optional<SwissTable> read = reader.at(at);
        if (read.isEmpty()) {
            return false;
        }
        SwissTable table = read.orElseThrow();
        tables++;
        tablesUsed += table.used();
        capacity += table.slots();
        held += reader.heldBytes(table);
        pointers = reader.pointers(table);
        unevenDepths |= table.localDepth() != globalDepth;
        digest = Digest.mixed(digest, table.used() << Integer.SIZE | table.growthLeft());
        shape = Digest.mixed(shape, table.data());
        if (tables == 1) {
            choose(table);
        }
        return depth == MapLayout.Depth.SLOTS ? walkSlots(table) : headerOnly(table);
    }

    /// What there is to say of a map all of whose tables were added.
    MapWalk ofTables() {
        boolean slots = depth == MapLayout.Depth.SLOTS;
        return walk(
                slots || tablesUsed == used,
                slots ? OptionalLong.of(groups.full()) : OptionalLong.empty(),
                slots ? groups.tombstones() : tombstones);
    }

    /// What there is to say of a map of which a table could not be added; empty when none could.
    Optional<MapWalk> torn() {
        return tables > 0 ? Optional.of(walk(false, OptionalLong.empty(), 0)) : Optional.empty();
    }

    /// All tables of a map are of the same types: the first one tells.
    private void choose(SwissTable table) {
        match = groups.fitting(reader.typesOf(table), table.data(), table.groups(), table.used());
        groupSize = match.types().isEmpty() ? 0 : match.types().getFirst().groupSize();
        groups.start(match);
    }

    private boolean walkSlots(SwissTable table) {
        return groupSize > 0 ? groups.walk(table.data(), table.groups(), groupSize) : walkUntyped(table);
    }

    /// No type of the program fits: the control bytes themselves tell the size of a group.
    private boolean walkUntyped(SwissTable table) {
        int most = reader.roomOfGroup(table);
        for (int size = most; size > SwissTable.SLOTS_OF_GROUP && size >= most / 2; size -= SwissTable.SLOTS_OF_GROUP) {
            if (groups.walk(table.data(), table.groups(), size)) {
                groupSize = size;
                return true;
            }
        }
        return false;
    }

    private boolean headerOnly(SwissTable table) {
        if (groupSize == 0) {
            groupSize = reader.roomOfGroup(table);
        }
        long deleted = table.tombstones();
        tombstones += Math.max(0, deleted);
        return deleted >= 0;
    }

    private MapWalk walk(boolean valid, OptionalLong iterated, long deleted) {
        return new MapWalk(
                address,
                SwissMaps.KIND,
                valid,
                used,
                iterated,
                OptionalLong.of(deleted),
                capacity,
                held,
                groups.longestProbe(),
                0,
                0,
                unevenDepths,
                identity,
                shape,
                Digest.mixed(digest, groups.digest()),
                match,
                groupSize,
                pointers,
                groups.keys(),
                false);
    }
}
