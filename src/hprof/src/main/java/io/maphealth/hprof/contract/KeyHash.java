package io.maphealth.hprof.contract;

import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.record.FieldType;
import io.maphealth.hprof.record.Window;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What `hashCode` of an object says, where its fields tell: strings, boxed values, dates, UUIDs. Records and other
/// keys may compute theirs as they like, and that of an enum is another one in every JVM.
final class KeyHash {
    private static final Map<String, KeyHash> BY_CLASS = Map.of(
            "java/lang/String", new KeyHash("hash", FieldType.INT, Window::i4, true),
            "java/lang/Integer", new KeyHash("value", FieldType.INT, Window::i4, false),
            "java/lang/Long", new KeyHash("value", FieldType.LONG, KeyHash::folded, false),
            "java/lang/Short", new KeyHash("value", FieldType.SHORT, (from, at) -> (short) from.u2(at), false),
            "java/lang/Byte", new KeyHash("value", FieldType.BYTE, (from, at) -> (byte) from.u1(at), false),
            "java/lang/Character", new KeyHash("value", FieldType.CHAR, Window::u2, false),
            "java/lang/Boolean",
                    new KeyHash("value", FieldType.BOOLEAN, (from, at) -> Boolean.hashCode(from.u1(at) != 0), false),
            "java/lang/Double", new KeyHash("value", FieldType.DOUBLE, KeyHash::folded, false),
            "java/lang/Float", new KeyHash("value", FieldType.FLOAT, Window::i4, false),
            "java/util/Date", new KeyHash("fastTime", FieldType.LONG, KeyHash::folded, false));

    private final String field;
    private final int type;
    private final Reading reading;
    /// A string that was never asked for its hash has 0 for it.
    private final boolean zeroIsUnknown;

    private KeyHash(String field, int type, Reading reading, boolean zeroIsUnknown) {
        this.field = field;
        this.type = type;
        this.reading = reading;
        this.zeroIsUnknown = zeroIsUnknown;
    }

    private interface Reading {
        int hash(Window window, int at);
    }

    /// How to tell the hash of the instances of a class.
    record OfClass(KeyHash hash, int offset, int bytes) {
        OptionalInt read(Window window, int at) {
            int found = hash.reading.hash(window, at + offset);
            return found == 0 && hash.zeroIsUnknown ? OptionalInt.empty() : OptionalInt.of(found);
        }
    }

    static Optional<OfClass> of(HeapClass type, int idBytes) {
        return Optional.ofNullable(BY_CLASS.get(type.name())).flatMap(hash -> {
            OptionalInt offset = type.offset(hash.field, hash.type, idBytes);
            return offset.isPresent()
                    ? Optional.of(new OfClass(hash, offset.getAsInt(), type.instanceBytes(idBytes)))
                    : Optional.empty();
        });
    }

    private static int folded(Window window, int at) {
        return Long.hashCode(window.i8(at));
    }
}
