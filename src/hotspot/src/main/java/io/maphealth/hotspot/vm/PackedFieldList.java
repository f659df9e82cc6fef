package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;

/// Fields as records of 16-bit words (`InstanceKlass::_fields`, to JDK 20; `src/hotspot/share/oops/fieldInfo.hpp`).
final class PackedFieldList implements FieldList {
    private final Words words;
    private final ConstantPool pool;
    private final long fieldsOfClass;
    private final long countOfClass;
    private final long data;
    private final long recordBytes;
    private final long accessFlags;
    private final long name;
    private final long signature;
    private final long lowOffset;
    private final long highOffset;
    private final int tagBits;

    PackedFieldList(VmStructs structs, Words words) throws UnknownLayoutException {
        this.words = words;
        this.pool = new ConstantPool(structs, words);
        this.fieldsOfClass = structs.offset("InstanceKlass", "_fields");
        this.countOfClass = structs.offset("InstanceKlass", "_java_fields_count");
        this.data = structs.offset("Array<u2>", "_data");
        this.recordBytes = Short.BYTES * structs.constant("FieldInfo::field_slots");
        this.accessFlags = Short.BYTES * structs.constant("FieldInfo::access_flags_offset");
        this.name = Short.BYTES * structs.constant("FieldInfo::name_index_offset");
        this.signature = Short.BYTES * structs.constant("FieldInfo::signature_index_offset");
        this.lowOffset = Short.BYTES * lowOffset(structs);
        this.highOffset = lowOffset + Short.BYTES;
        this.tagBits = Math.toIntExact(structs.constant("FIELDINFO_TAG_SIZE"));
    }

    @Override
    public List<JavaField> of(JavaClass javaClass) throws UnreadableMemoryException {
        long records = words.longAt(javaClass.address() + fieldsOfClass) + data;
        int count = words.unsignedShortAt(javaClass.address() + countOfClass);
        List<JavaField> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long record = records + i * recordBytes;
            long packed = (long) words.unsignedShortAt(record + highOffset) << Short.SIZE
                    | words.unsignedShortAt(record + lowOffset);
            fields.add(JavaField.of(
                    pool.name(javaClass, words.unsignedShortAt(record + name)),
                    pool.name(javaClass, words.unsignedShortAt(record + signature)),
                    packed >> tagBits,
                    words.unsignedShortAt(record + accessFlags)));
        }
        return fields;
    }

    private static long lowOffset(VmStructs structs) throws UnknownLayoutException {
        var older = structs.findConstant("FieldInfo::low_offset");
        return older.isPresent() ? older.getAsLong() : structs.constant("FieldInfo::low_packed_offset");
    }
}
