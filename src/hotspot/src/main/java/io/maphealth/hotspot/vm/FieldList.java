package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.List;

/// Lists the fields that a class declares, with the offsets that this JVM has given them.
public sealed interface FieldList permits PackedFieldList, StreamedFieldList {
    List<JavaField> of(JavaClass javaClass) throws UnreadableMemoryException, UnknownLayoutException;

    /// The way of this JVM: which of the two describes itself decides.
    static FieldList of(VmStructs structs, Words words) throws UnknownLayoutException {
        return structs.findOffset("InstanceKlass", "_fieldinfo_stream").isPresent()
                ? new StreamedFieldList(structs, words)
                : new PackedFieldList(structs, words);
    }
}
