package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.JavaThreads;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.javamaps.HolderRank;
import io.maphealth.process.AddressRange;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks on the stacks of a JVM's threads for references to some objects. Which words of a stack are references is not
/// known: a word that is the address of such an object counts as one. What a thread has in its registers alone is not
/// seen, nor what a virtual thread keeps that runs on no thread. Bounded; for one thread.
final class ThreadStacks {
    private static final long MOST_BYTES = 64 << 20;
    private static final long MOST_BYTES_OF_ONE = 1 << 20;
    private static final int PIECE = 1 << 16;
    private static final long PAGE = 1 << 12;

    private final Vm vm;
    private final JavaThreads threads;
    private final ThreadNames names;
    private final long base;
    private final long size;
    private final long lastPointer;
    private final Window window = new Window(PIECE);
    private long left;

    private ThreadStacks(Vm vm, ThreadNames names) throws UnknownLayoutException {
        VmStructs structs = vm.structs();
        this.vm = vm;
        this.names = names;
        this.threads = JavaThreads.of(structs);
        this.base = structs.offset("JavaThread", "Thread", "_stack_base");
        this.size = structs.offset("JavaThread", "Thread", "_stack_size");
        this.lastPointer = structs.offset("JavaThread", "_anchor") + structs.offset("JavaFrameAnchor", "_last_Java_sp");
    }

    /// Empty where the JVM does not say where its stacks are.
    static Optional<ThreadStacks> of(Vm vm, LiveJvm jvm, FieldOffsets offsets) throws UnreadableMemoryException {
        try {
            return Optional.of(new ThreadStacks(vm, new ThreadNames(vm, jvm, offsets)));
        } catch (UnknownLayoutException _) {
            return Optional.empty();
        }
    }

    void holders(Set<Long> objects, Sightings into) {
        AddressSet wanted = new AddressSet(objects);
        left = MOST_BYTES;
        vm.words().forget();
        for (long thread : all()) {
            try {
                look(thread, wanted, into);
            } catch (UnreadableMemoryException _) {
                // it has ended meanwhile
            }
        }
    }

    private List<Long> all() {
        try {
            return threads.read(vm.words());
        } catch (UnreadableMemoryException | UnknownLayoutException _) {
            return List.of();
        }
    }

    /// A stack goes down from its base; below the frame from which Java code has called the JVM nothing is its own.
    private void look(long thread, AddressSet wanted, Sightings into) throws UnreadableMemoryException {
        long end = vm.words().longAt(thread + base);
        long start = end - vm.words().longAt(thread + size);
        long pointer = vm.words().longAt(thread + lastPointer);
        long from = Math.max(pointer > start && pointer < end ? pointer : start, end - MOST_BYTES_OF_ONE);
        for (AddressRange part : vm.memory().resident(from & -PAGE, end)) {
            long at = Math.max(part.start(), from & -Long.BYTES);
            for (; at < part.end() && left > 0; at += PIECE, left -= PIECE) {
                window.load(vm.memory(), at, (int) Math.min(PIECE, part.end() - at));
                look(thread, window, wanted, into);
            }
        }
    }

    private void look(long thread, Window piece, AddressSet wanted, Sightings into) throws UnreadableMemoryException {
        long end = piece.start() + piece.length() - Long.BYTES;
        for (long at = piece.start(); at <= end; at += Long.BYTES) {
            long object = vm.references().place(piece.longAt(at));
            if (wanted.contains(object)) {
                into.holder(object, new Holder(HolderRank.ROOT, names.of(thread), false, new Place.OnStack(at)));
            }
        }
    }
}
