package io.maphealth.sidecar.loop;

import java.util.List;

/// Is told what happens in the loop, on the loop's thread; it must be quick.
@FunctionalInterface
public interface Listener {
    void on(Happening happening);

    /// Tells several, in order.
    static Listener all(List<Listener> listeners) {
        List<Listener> each = List.copyOf(listeners);
        return happening -> each.forEach(listener -> listener.on(happening));
    }
}
