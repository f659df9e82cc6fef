package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;

/// Fields as a stream of compressed numbers (`InstanceKlass::_fieldinfo_stream`, from JDK 21;
/// `src/hotspot/share/oops/fieldInfo.hpp`, `src/hotspot/share/utilities/unsigned5.hpp`).
final class StreamedFieldList implements FieldList {
    private static final int MOST_FIELDS = 1 << 16;
    private static final int HAS_INITIAL_VALUE = 1;
    private static final int HAS_GENERIC_SIGNATURE = 1 << 2;
    private static final int HAS_CONTENTION_GROUP = 1 << 4;

    private final Words words;
    private final ConstantPool pool;
    private final long streamOfClass;
    private final long data;

    StreamedFieldList(VmStructs structs, Words words) throws UnknownLayoutException {
        this.words = words;
        this.pool = new ConstantPool(structs, words);
        this.streamOfClass = structs.offset("InstanceKlass", "_fieldinfo_stream");
        this.data = structs.offset("Array<u1>", "_data");
    }

    @Override
    public List<JavaField> of(JavaClass javaClass) throws UnreadableMemoryException, UnknownLayoutException {
        Unsigned5 stream = new Unsigned5(words, words.longAt(javaClass.address() + streamOfClass) + data);
        long count = stream.next();
        if (count > MOST_FIELDS) {
            throw new UnknownLayoutException("%s has %,d fields".formatted(javaClass.name(), count));
        }
        stream.next(); // fields that the JVM adds itself, which come last
        List<JavaField> fields = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            fields.add(next(javaClass, stream));
        }
        return fields;
    }

    private JavaField next(JavaClass javaClass, Unsigned5 stream) throws UnreadableMemoryException {
        long name = stream.next();
        long signature = stream.next();
        long offset = stream.next();
        long accessFlags = stream.next();
        long flags = stream.next();
        for (int optional : new int[] {HAS_INITIAL_VALUE, HAS_GENERIC_SIGNATURE, HAS_CONTENTION_GROUP}) {
            if ((flags & optional) != 0) {
                stream.next();
            }
        }
        return JavaField.of(pool.name(javaClass, name), pool.name(javaClass, signature), offset, accessFlags);
    }
}
