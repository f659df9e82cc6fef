package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.process.UnreadableMemoryException;

/// Finds the `java.lang.Class` object of a class, which holds its static fields (`Klass::_java_mirror`,
/// a handle), where it is now: a collection moves it as it moves all objects.
record Mirrors(Vm vm, long handleOffset) {
    static Mirrors of(Vm vm) throws UnknownLayoutException {
        return new Mirrors(vm, vm.structs().offset("Klass", "_java_mirror"));
    }

    long of(long klass) throws UnreadableMemoryException {
        long handle = vm.words().longAt(klass + handleOffset);
        return handle == 0 ? 0 : vm.references().uncompressed(vm.words().longAt(handle));
    }
}
