package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;

/// Reads names out of a class's constant pool, whose slots of 8 bytes follow its header.
final class ConstantPool {
    private final Words words;
    private final SymbolNames names;
    private final long poolOfClass;
    private final long header;

    ConstantPool(VmStructs structs, Words words) throws UnknownLayoutException {
        this.words = words;
        this.names = new SymbolNames(structs, words);
        this.poolOfClass = structs.offset("InstanceKlass", "_constants");
        this.header = structs.size("ConstantPool");
    }

    String name(JavaClass javaClass, long index) throws UnreadableMemoryException {
        long pool = words.longAt(javaClass.address() + poolOfClass);
        return names.of(words.longAt(pool + header + index * Long.BYTES));
    }
}
