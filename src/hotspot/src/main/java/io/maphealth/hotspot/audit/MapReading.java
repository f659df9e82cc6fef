package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.References;
import io.maphealth.process.Window;

/// Reads a map's own fields out of a window that covers its object. Does no I/O.
record MapReading(References references) {
    FoundMap read(MapKind kind, long address, Window window, boolean lasts) {
        return new FoundMap(
                kind,
                lasts,
                address,
                count(kind, address, window),
                kind.modCount() < 0 ? 0 : window.intAt(address + kind.modCount()),
                reference(window, address, kind.entrance()),
                kind.striped().isEmpty()
                        ? 0
                        : reference(window, address, kind.striped().get().cells()),
                reference(window, address, kind.nextTable()),
                kind.extraEntry() >= 0 && window.byteAt(address + kind.extraEntry()) != 0);
    }

    private static long count(MapKind kind, long address, Window window) {
        if (kind.count() < 0) {
            return 0;
        }
        return kind.striped().isPresent()
                ? window.longAt(address + kind.count())
                : window.intAt(address + kind.count());
    }

    private long reference(Window window, long address, long offset) {
        return offset < 0 ? 0 : references.at(window, address + offset);
    }
}
