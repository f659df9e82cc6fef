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
                classAt(address) == klass ? referenceAt(address + offset) : 0;
            case Place.InClass(long klass, long offset) -> {
                long mirror = mirror(klass);
                yield mirror == 0 ? 0 : referenceAt(mirror + offset);
            }
            case Place.OnStack(long address) ->
                load(address, Long.BYTES) ? vm.references().place(window.longAt(address)) : 0;
        };
    }

    private long mirror(long klass) {
        try {
            return mirrors.of(klass);
        } catch (UnreadableMemoryException _) {
            return 0;
        }
    }

    private long classAt(long address) {
        return load(address, vm.headers().kind().lengthOffset()) ? vm.headers().klassAt(window, address) : 0;
    }

    private long referenceAt(long address) {
        return load(address, vm.references().bytes()) ? vm.references().at(window, address) : 0;
    }

    private boolean load(long address, int bytes) {
        return window.load(vm.memory(), address, bytes);
    }
}
