package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoType;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.TypeSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the contents of a map's keys lie, for types whose keys can be told apart by them.
///
/// Keys in an object of their own are told apart by its address, which stays as long as the key does. Keys with an
/// interface or an array of strings in them are not followed.
record KeyParts(int start, int stride, List<Part> parts) {
    private static final int MOST_PARTS = 16;
    private static final int WORD = Long.BYTES;

    /// Bytes of a key; of a string those that it points to.
    record Part(int offset, int length, boolean text) {}

    /// What all candidates for the type of one map have in common.
    static Optional<KeyParts> of(List<MapType> candidates, TypeSection types) {
        List<KeyParts> possible = new ArrayList<>();
        for (MapType candidate : candidates) {
            Optional<KeyParts> parts = of(candidate, types);
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            possible.add(parts.orElseThrow());
        }
        return possible.stream().reduce((one, other) -> one.common(other)).filter(parts -> !parts.parts.isEmpty());
    }

    private static Optional<KeyParts> of(MapType type, TypeSection types) {
        List<Part> parts = new ArrayList<>();
        boolean known =
                type.indirectKey() ? parts.add(new Part(0, WORD, false)) : add(type.key(), 0, new Adding(types, parts));
        MapType.Slots slots = type.slots();
        return known && parts.size() <= MOST_PARTS
                ? Optional.of(new KeyParts(slots.keyStart(), slots.keyStride(), List.copyOf(parts)))
                : Optional.empty();
    }

    private record Adding(TypeSection types, List<Part> parts) {}

    /// @return false when the contents cannot be followed
    private static boolean add(GoType type, long offset, Adding adding) {
        if (!type.hasPointers()) {
            return type.size() == 0 || adding.parts.add(new Part((int) offset, (int) type.size(), false));
        }
        return switch (type.kind()) {
            case STRING -> adding.parts.add(new Part((int) offset, 2 * WORD, true));
            case POINTER, CHAN, UNSAFE_POINTER -> adding.parts.add(new Part((int) offset, WORD, false));
            case STRUCT -> addFields(type, offset, adding);
            case INVALID,
                    BOOL,
                    INT,
                    INT8,
                    INT16,
                    INT32,
                    INT64,
                    UINT,
                    UINT8,
                    UINT16,
                    UINT32,
                    UINT64,
                    UINTPTR,
                    FLOAT32,
                    FLOAT64,
                    COMPLEX64,
                    COMPLEX128,
                    ARRAY,
                    FUNC,
                    INTERFACE,
                    MAP,
                    SLICE -> false;
        };
    }

    private static boolean addFields(GoType struct, long offset, Adding adding) {
        for (TypeSection.StructField field : adding.types.fieldsOf(struct.address())) {
            Optional<GoType> type = adding.types.typeAt(field.type());
            if (type.isEmpty()
                    || adding.parts.size() > MOST_PARTS
                    || !add(type.orElseThrow(), offset + field.offset(), adding)) {
                return false;
            }
        }
        return true;
    }

    /// Of two candidates with plain keys, what is key in both; nothing where they have no more in common.
    private KeyParts common(KeyParts other) {
        if (equals(other)) {
            return this;
        }
        boolean alike = start == other.start && stride == other.stride && plain() && other.plain();
        int length = alike
                ? Math.min(parts.getFirst().length(), other.parts.getFirst().length())
                : 0;
        return new KeyParts(start, stride, alike ? List.of(new Part(0, length, false)) : List.of());
    }

    private boolean plain() {
        return parts.size() == 1 && !parts.getFirst().text() && parts.getFirst().offset() == 0;
    }
}
