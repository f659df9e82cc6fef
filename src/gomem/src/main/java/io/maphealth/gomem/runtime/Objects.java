package io.maphealth.gomem.runtime;

import io.maphealth.process.Memory;
import io.maphealth.process.Window;

/// The allocated objects of one size, span by span, each span copied once.
public final class Objects {
    private final Memory memory;
    private final Spans spans;
    private final Window window = new Window(SizeClasses.PAGE);
    private final Allocation allocation;
    private long unreadable;

    /// Sees one object, whose bytes are in the window.
    public interface Visitor {
        void object(Window bytes, long address);
    }

    public Objects(Memory memory, Spans spans) {
        this.memory = memory;
        this.spans = spans;
        this.allocation = new Allocation(memory, spans);
    }

    /// Spans that could not be read in the last visit.
    public long unreadable() {
        return unreadable;
    }

    /// Visits the pointerful objects of one size class.
    public void ofSize(int size, Visitor visitor) {
        allocation.forget();
        unreadable = 0;
        for (int span = 0; span < spans.size(); span++) {
            if (spans.inUse(span) && spans.pointers(span) && spans.elementSize(span) == size) {
                visit(span, visitor);
            }
        }
    }

    private void visit(int span, Visitor visitor) {
        int elements = spans.elements(span);
        int size = (int) spans.elementSize(span);
        boolean read = window.load(memory, spans.start(span), (int) Math.min(spans.bytes(span), 1 << 20));
        if (!read) {
            unreadable++;
        }
        for (int i = 0; i < elements; i++) {
            long address = spans.start(span) + (long) i * size;
            if (window.covers(address, size) && allocation.of(span, i)) {
                visitor.object(window, address);
            }
        }
    }
}
