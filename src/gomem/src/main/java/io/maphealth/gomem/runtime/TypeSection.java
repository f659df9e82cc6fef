package io.maphealth.gomem.runtime;

import io.maphealth.process.AddressRange;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The types that the linker kept for the run-time, as bytes; they are there in stripped programs too.
///
/// Layout: `internal/abi.Type` (type.go), the same from 1.20 to 1.26.
public final class TypeSection {
    private static final int SIZE = 0;
    private static final int POINTER_BYTES = 8;
    private static final int FLAGS = 20;
    private static final int KIND = 23;
    private static final int POINTER_MASK = 32;
    private static final int NAME = 40;
    static final int TYPE_SIZE = 48;
    static final Map<String, Integer> OFFSETS = Map.of(
            "Size_",
            SIZE,
            "PtrBytes",
            POINTER_BYTES,
            "TFlag",
            FLAGS,
            "Kind_",
            KIND,
            "GCData",
            POINTER_MASK,
            "Str",
            NAME);

    private static final int KIND_MASK = 31;
    private static final int FLAG_EXTRA_STAR = 2;
    private static final int FLAG_MASK_ON_DEMAND = 16;

    private static final int POINTER_ELEM = 48;
    private static final int STRUCT_FIELDS = 56;
    private static final int STRUCT_SIZE = 80;
    private static final int FIELD_SIZE = 24;
    private static final int FIELD_TYPE = 8;
    private static final int FIELD_OFFSET = 16;
    private static final int MOST_FIELDS = 4096;

    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_NAME = 4096;

    private final Window bytes = new Window(1 << 16);
    private final Window elsewhere = new Window(Long.BYTES);
    private final Memory memory;
    private final AddressRange range;

    private TypeSection(Memory memory, AddressRange range) {
        this.memory = memory;
        this.range = range;
    }

    static TypeSection read(Memory memory, AddressRange range) {
        TypeSection section = new TypeSection(memory, range);
        section.bytes.load(memory, range.start(), (int) Math.min(MOST_BYTES, range.length()));
        return section;
    }

    Window bytes() {
        return bytes;
    }

    long start() {
        return range.start();
    }

    /// Whether a type may start here.
    boolean holds(long address, int length) {
        return (address & 7) == 0 && bytes.covers(address, length);
    }

    GoType.Kind kindAt(long address) {
        return GoType.Kind.of(bytes.unsignedByteAt(address + KIND) & KIND_MASK);
    }

    /// The type at an address; empty when nothing there can be one.
    public Optional<GoType> typeAt(long address) {
        if (!holds(address, TYPE_SIZE)) {
            return Optional.empty();
        }
        long size = bytes.longAt(address + SIZE);
        long pointerBytes = bytes.longAt(address + POINTER_BYTES);
        if (size < 0 || pointerBytes < 0 || pointerBytes > size) {
            return Optional.empty();
        }
        return Optional.of(new GoType(address, kindAt(address), size, pointerBytes, mask(address, pointerBytes)));
    }

    /// The type's name as the program's source would write it, with the package's last name: `map[string]main.Point`.
    public String nameOf(long address) {
        String name = text(range.start() + bytes.intAt(address + NAME));
        boolean star = (bytes.byteAt(address + FLAGS) & FLAG_EXTRA_STAR) != 0;
        return star && name.startsWith("*") ? name.substring(1) : name;
    }

    /// Visits everything that looks like a type of a kind, 8 bytes at a step.
    public void forEach(GoType.Kind kind, Consumer<GoType> visitor) {
        for (long at = range.start(); holds(at, TYPE_SIZE); at += Long.BYTES) {
            if (kindAt(at) == kind) {
                typeAt(at).ifPresent(visitor);
            }
        }
    }

    /// The size of the type at an address, 0 when there is none.
    public long sizeOf(long address) {
        return holds(address, TYPE_SIZE) ? bytes.longAt(address + SIZE) : 0;
    }

    /// What the pointer type at an address points to; empty when there is no pointer type.
    public Optional<GoType> elemOf(long pointer) {
        return holds(pointer, POINTER_ELEM + Long.BYTES) && kindAt(pointer) == GoType.Kind.POINTER
                ? typeAt(bytes.longAt(pointer + POINTER_ELEM))
                : Optional.empty();
    }

    /// The kind of the type at an address.
    public GoType.Kind kindOf(long address) {
        return holds(address, TYPE_SIZE) ? kindAt(address) : GoType.Kind.INVALID;
    }

    /// The fields of the struct type at an address, in order.
    public List<StructField> fieldsOf(long struct) {
        List<StructField> fields = new ArrayList<>();
        if (!holds(struct, STRUCT_SIZE)) {
            return fields;
        }
        long first = bytes.longAt(struct + STRUCT_FIELDS);
        long count = bytes.longAt(struct + STRUCT_FIELDS + Long.BYTES);
        if (count < 0 || count > MOST_FIELDS || !holds(first, (int) count * FIELD_SIZE)) {
            return fields;
        }
        for (long field = first; field < first + count * FIELD_SIZE; field += FIELD_SIZE) {
            long type = bytes.longAt(field + FIELD_TYPE);
            if (holds(type, TYPE_SIZE)) {
                fields.add(new StructField(text(bytes.longAt(field)), type, bytes.longAt(field + FIELD_OFFSET)));
            }
        }
        return fields;
    }

    /// A flag byte, a length as a varint, the bytes.
    private String text(long at) {
        if (!bytes.covers(at, 3)) {
            return "?";
        }
        int length = bytes.unsignedByteAt(at + 1);
        int start = 2;
        if (length > 0x7F) {
            length = (length & 0x7F) | bytes.unsignedByteAt(at + 2) << 7;
            start = 3;
        }
        return length <= MOST_NAME && bytes.covers(at + start, length) ? bytes.textAt(at + start, length) : "?";
    }

    private long mask(long address, long pointerBytes) {
        long words = pointerBytes / Long.BYTES;
        boolean onDemand = (bytes.byteAt(address + FLAGS) & FLAG_MASK_ON_DEMAND) != 0;
        long at = bytes.longAt(address + POINTER_MASK);
        if (words == 0 || words > Long.SIZE || onDemand) {
            return 0;
        }
        return maskAt(at) & -1L >>> (Long.SIZE - words);
    }

    /// The masks of a position independent program stand in another segment than its types, which are relocated.
    private long maskAt(long address) {
        if (bytes.covers(address, Long.BYTES)) {
            return bytes.longAt(address);
        }
        return elsewhere.load(memory, address, Long.BYTES) ? elsewhere.longAt(address) : 0;
    }

    /// A field of a struct type; `offset` in bytes.
    public record StructField(String name, long type, long offset) {}
}
