package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Window;

/// Reads references at places that were found before. For one thread.
final class Places {
    private final Vm vm;
    private final Mirrors mirrors;
    private final Window window = new Window(2 * Long.BYTES);

    Places(Vm vm) throws UnknownLayoutException {
        this.vm = vm;
        this.mirrors = Mirrors.of(vm);
    }

    /// The object that is referred to there now; 0 for none, and where something else has come to be.
    long target(Place place) {
        return switch (place) {
            case Place.InObject(long address, long klass, long offset) ->
                vm.classAt(address, window) == klass ? vm.referenceAt(address + offset, window) : 0;
            case Place.InClass(long klass, long offset) -> {
                long mirror = mirror(klass);
                yield mirror == 0 ? 0 : vm.referenceAt(mirror + offset, window);
            }
            case Place.OnStack(long address) ->
                window.load(vm.memory(), address, Long.BYTES) ? vm.references().place(window.longAt(address)) : 0;
        };
    }

    private long mirror(long klass) {
        try {
            return mirrors.of(klass);
        } catch (UnreadableMemoryException _) {
            return 0;
        }
    }
}
