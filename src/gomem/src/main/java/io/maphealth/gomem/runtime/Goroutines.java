package io.maphealth.gomem.runtime;

import io.maphealth.process.AddressRange;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Where the run-time keeps its goroutines, and the part of each one's stack that is in use.
///
/// The list (`runtime.allgs`, proc.go) is found by its content: the first goroutine is number 1 for ever. A running
/// goroutine's stack pointer is only in a register: all of its stack counts.
///
/// @param all address of the list; empty when there is none that can be one
public record Goroutines(OptionalLong all) {
    private static final int MOST = 1 << 20;
    /// `g.goid` follows `g.atomicstatus` (runtime2.go).
    private static final int NUMBER_AFTER_STATUS = 8;

    private static final int MOST_STATUS = 15;
    private static final int IDLE = 0;
    private static final int RUNNING = 2;
    private static final int DEAD = 6;
    /// Waits for C to call Go (from go1.26 on).
    private static final int DEAD_EXTRA = 11;
    /// Set while the collector scans the stack.
    private static final int SCANNED = 0x1000;

    static Goroutines find(Memory memory, ModuleData module, RuntimeLayout.Goroutine layout) {
        Window window = new Window(size(layout));
        return new Goroutines(new SliceSearch(memory).find(module, elements -> {
            return !elements.isEmpty()
                    && elements.stream().allMatch(at -> load(memory, at, window, layout) && plausible(window, layout))
                    && load(memory, elements.getFirst(), window, layout)
                    && numberOf(window, layout) == 1;
        }));
    }

    /// Visits the used part of each stack; stacks that are not in a span of stacks (those of C) are left out.
    void forEachStack(Memory memory, Spans spans, RuntimeLayout.Goroutine layout, Consumer<AddressRange> visitor) {
        if (all.isEmpty()) {
            return;
        }
        Window goroutine = new Window(size(layout));
        addresses(memory).forEach(at -> {
            AddressRange used = load(memory, at, goroutine, layout) ? used(goroutine, layout) : new AddressRange(0, 0);
            int span = used.length() > 0 ? spans.at(used.start()) : -1;
            if (span >= 0 && spans.stack(span) && used.end() <= spans.end(span)) {
                visitor.accept(used);
            }
        });
    }

    /// Where the goroutines are, each once; a list that lies about its length leads to older copies of itself.
    private LongStream addresses(Memory memory) {
        SliceSearch.Slice list = SliceSearch.at(memory, all.orElse(0));
        Window pointers = new Window(0);
        pointers.load(memory, list.address(), Math.min(MOST, list.length()) * Long.BYTES);
        return LongStream.range(0, pointers.length() / Long.BYTES)
                .map(i -> pointers.longAt(list.address() + i * Long.BYTES))
                .distinct();
    }

    private static AddressRange used(Window goroutine, RuntimeLayout.Goroutine layout) {
        long at = goroutine.start();
        long low = goroutine.longAt(at + layout.stackLow());
        long high = goroutine.longAt(at + layout.stackHigh());
        long pointer = goroutine.longAt(at + layout.stackPointer());
        return switch (status(goroutine, layout)) {
            case IDLE, DEAD, DEAD_EXTRA -> new AddressRange(low, low);
            case RUNNING -> new AddressRange(low, high);
            default -> new AddressRange(pointer >= low && pointer <= high ? pointer & -Long.BYTES : low, high);
        };
    }

    private static boolean plausible(Window goroutine, RuntimeLayout.Goroutine layout) {
        long low = goroutine.longAt(goroutine.start() + layout.stackLow());
        long high = goroutine.longAt(goroutine.start() + layout.stackHigh());
        int status = status(goroutine, layout);
        return status >= 0
                && status <= MOST_STATUS
                && (status == DEAD || status == DEAD_EXTRA || (low > 0 && low < high))
                && numberOf(goroutine, layout) >= 0;
    }

    private static int status(Window goroutine, RuntimeLayout.Goroutine layout) {
        return goroutine.intAt(goroutine.start() + layout.status()) & ~SCANNED;
    }

    private static long numberOf(Window goroutine, RuntimeLayout.Goroutine layout) {
        return goroutine.longAt(goroutine.start() + layout.status() + NUMBER_AFTER_STATUS);
    }

    private static boolean load(Memory memory, long at, Window window, RuntimeLayout.Goroutine layout) {
        return at > 0 && window.load(memory, at, size(layout));
    }

    private static int size(RuntimeLayout.Goroutine layout) {
        return layout.status() + NUMBER_AFTER_STATUS + Long.BYTES;
    }
}
