package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.javamaps.HolderRules;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;

/// Finds the `java.lang.Class` object of a class, which holds its static fields (`Klass::_java_mirror`, a handle).
record Mirrors(Words words, long handleOffset, HolderRules rules) {
    static Mirrors of(VmStructs structs, Words words, HolderRules rules) throws UnknownLayoutException {
        return new Mirrors(words, structs.offset("Klass", "_java_mirror"), rules);
    }

    long of(JavaClass javaClass) throws UnreadableMemoryException {
        long handle = words.longAt(javaClass.address() + handleOffset);
        return handle == 0 ? 0 : words.longAt(handle);
    }
}
