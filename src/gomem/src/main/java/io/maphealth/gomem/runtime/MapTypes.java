package io.maphealth.gomem.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The map types of a program, found by what they look like: a list of types would leave out the named ones.
///
/// Layout: `internal/abi` OldMapType (to 1.23, and noswissmap builds) and SwissMapType (from 1.24).
public final class MapTypes {
    private static final int KEY = 48;
    private static final int ELEM = 56;
    private static final int GROUP = 64;

    private static final int SWISS_SIZE = 112;
    private static final int SWISS_GROUP_SIZE = 80;
    private static final int SWISS_SLOT_SIZE = 88;
    private static final int SWISS_ELEM_OFFSET = 96;
    private static final int SWISS_FLAGS = 104;
    private static final int SWISS_INDIRECT_KEY = 4;
    private static final int SWISS_INDIRECT_ELEM = 8;

    private static final int BUCKET_MAP_SIZE = 88;
    private static final int BUCKET_KEY_SIZE = 80;
    private static final int BUCKET_ELEM_SIZE = 81;
    private static final int BUCKET_SIZE = 82;
    private static final int BUCKET_FLAGS = 84;
    private static final int BUCKET_INDIRECT_KEY = 1;
    private static final int BUCKET_INDIRECT_ELEM = 2;

    /// A group or bucket starts with eight control bytes.
    private static final int CONTROLS = 8;

    private static final int SLOTS = 8;
    private static final int MOST_GROUP_SIZE = CONTROLS + SLOTS * (128 + 128) + 8;

    private final TypeSection types;
    private final List<MapType> all = new ArrayList<>();
    private final Map<Long, MapType> byAddress = new HashMap<>();
    private final Map<Long, List<MapType>> byGroup = new HashMap<>();

    private MapTypes(TypeSection types) {
        this.types = types;
    }

    static MapTypes find(TypeSection types, boolean swiss) {
        MapTypes found = new MapTypes(types);
        int size = swiss ? SWISS_SIZE : BUCKET_MAP_SIZE;
        for (long at = types.start(); types.holds(at, size); at += Long.BYTES) {
            if (types.kindAt(at) == GoType.Kind.MAP) {
                (swiss ? found.swissTypeAt(at) : found.bucketTypeAt(at)).ifPresent(found::add);
            }
        }
        return found;
    }

    public List<MapType> all() {
        return all;
    }

    /// The map type that a type word points to.
    public Optional<MapType> at(long address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /// The map types whose groups or buckets are of this type; named types share them with the unnamed ones.
    public List<MapType> ofGroup(long groupType) {
        return byGroup.getOrDefault(groupType, List.of());
    }

    private void add(MapType found) {
        all.add(found);
        byAddress.put(found.address(), found);
        byGroup.computeIfAbsent(found.group().address(), _ -> new ArrayList<>()).add(found);
    }

    private Optional<MapType> swissTypeAt(long at) {
        var bytes = types.bytes();
        long groupSize = bytes.longAt(at + SWISS_GROUP_SIZE);
        long slotSize = bytes.longAt(at + SWISS_SLOT_SIZE);
        long elemOffset = bytes.longAt(at + SWISS_ELEM_OFFSET);
        if (slotSize <= 0 || elemOffset < 0 || elemOffset > slotSize || groupSize != CONTROLS + SLOTS * slotSize) {
            return Optional.empty();
        }
        int flags = bytes.intAt(at + SWISS_FLAGS);
        MapType.Slots slots = new MapType.Slots(CONTROLS, (int) slotSize, CONTROLS + (int) elemOffset, (int) slotSize);
        return typeAt(at, groupSize, slots)
                .map(type -> indirect(type, (flags & SWISS_INDIRECT_KEY) != 0, (flags & SWISS_INDIRECT_ELEM) != 0));
    }

    private Optional<MapType> bucketTypeAt(long at) {
        var bytes = types.bytes();
        int keySize = bytes.unsignedByteAt(at + BUCKET_KEY_SIZE);
        int elemSize = bytes.unsignedByteAt(at + BUCKET_ELEM_SIZE);
        int bucketSize = bytes.unsignedShortAt(at + BUCKET_SIZE);
        if (bucketSize < CONTROLS + SLOTS * (keySize + elemSize) + Long.BYTES) {
            return Optional.empty();
        }
        int flags = bytes.intAt(at + BUCKET_FLAGS);
        MapType.Slots slots = new MapType.Slots(CONTROLS, keySize, CONTROLS + SLOTS * keySize, elemSize);
        return typeAt(at, bucketSize, slots)
                .map(type -> indirect(type, (flags & BUCKET_INDIRECT_KEY) != 0, (flags & BUCKET_INDIRECT_ELEM) != 0));
    }

    private Optional<MapType> typeAt(long at, long groupSize, MapType.Slots slots) {
        boolean isMap = groupSize <= MOST_GROUP_SIZE
                && types.typeAt(at)
                        .filter(map -> map.size() == Long.BYTES && map.pointerBytes() == Long.BYTES)
                        .isPresent();
        Optional<GoType> key = types.typeAt(types.bytes().longAt(at + KEY));
        Optional<GoType> elem = types.typeAt(types.bytes().longAt(at + ELEM));
        Optional<GoType> group = types.typeAt(types.bytes().longAt(at + GROUP));
        if (!isMap
                || key.isEmpty()
                || elem.isEmpty()
                || group.isEmpty()
                || group.orElseThrow().size() != groupSize) {
            return Optional.empty();
        }
        return Optional.of(new MapType(
                at, types.nameOf(at), key.orElseThrow(), elem.orElseThrow(), group.orElseThrow(), slots, false, false));
    }

    private static MapType indirect(MapType type, boolean key, boolean elem) {
        return new MapType(type.address(), type.name(), type.key(), type.elem(), type.group(), type.slots(), key, elem);
    }
}
