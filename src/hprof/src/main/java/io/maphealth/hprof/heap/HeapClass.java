package io.maphealth.hprof.heap;

import io.maphealth.hprof.record.FieldType;
import io.maphealth.javamaps.ClassNames;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One class of a dump: the JVM's internal name, its superclass and its own fields in the order of their values.
///
/// Instances hold the values of the class's own fields first, then those of its superclass, and so on.
public record HeapClass(
        int number,
        long id,
        String name,
        Optional<HeapClass> parent,
        List<Field> fields,
        List<StaticReference> statics) {

    /// A field of an instance.
    public record Field(String name, int type) {}

    /// A static field that refers to an object.
    public record StaticReference(String name, long reference) {}

    public HeapClass {
        fields = List.copyOf(fields);
        statics = List.copyOf(statics);
    }

    /// Classes of one dump are the same when their id is.
    @Override
    public boolean equals(Object other) {
        return other instanceof HeapClass that && id == that.id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return readableName();
    }

    /// Bytes of the values of the class's own fields.
    int ownBytes(int idBytes) {
        int bytes = 0;
        for (Field field : fields) {
            bytes += FieldType.bytes(field.type(), idBytes);
        }
        return bytes;
    }

    /// Bytes of field values of an instance.
    public int instanceBytes(int idBytes) {
        int bytes = 0;
        for (Optional<HeapClass> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
            bytes += at.get().ownBytes(idBytes);
        }
        return bytes;
    }

    /// How many of the fields of an instance are references.
    int references() {
        int references = 0;
        for (Optional<HeapClass> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
            for (Field field : at.get().fields) {
                references += field.type() == FieldType.REFERENCE ? 1 : 0;
            }
        }
        return references;
    }

    /// Where in the values of an instance a field is; the nearest class that has one of this name and type counts.
    public OptionalInt offset(String field, int type, int idBytes) {
        int offset = 0;
        for (Optional<HeapClass> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
            for (Field own : at.get().fields) {
                if (own.type() == type && own.name().equals(field)) {
                    return OptionalInt.of(offset);
                }
                offset += FieldType.bytes(own.type(), idBytes);
            }
        }
        return OptionalInt.empty();
    }

    /// As in source code.
    public String readableName() {
        return ClassNames.readable(name);
    }
}
