package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Finds what the threads of a JVM have taken of the heap and not filled yet (`ThreadLocalAllocBuffer`): from each
/// buffer's top to its end and the words that are kept free behind it.
public final class AllocationBuffers {
    private final Words words;
    private final References references;
    private final JavaThreads threads;
    private final long top;
    private final long end;
    private final long reserveBytes;

    public AllocationBuffers(VmStructs structs, Words words, References references)
            throws UnreadableMemoryException, UnknownLayoutException {
        this.words = words;
        this.references = references;
        this.threads = JavaThreads.of(structs);
        long buffer = structs.offset("Thread", "_tlab");
        this.top = buffer + structs.offset("ThreadLocalAllocBuffer", "_top");
        this.end = buffer + structs.offset("ThreadLocalAllocBuffer", "_end");
        this.reserveBytes = reserveWords(structs, words) << structs.constant("LogHeapWordSize");
    }

    public Gaps read() throws UnreadableMemoryException, UnknownLayoutException {
        List<long[]> gaps = new ArrayList<>();
        for (long thread : threads.read(words)) {
            long start = words.longAt(thread + top);
            if (start != 0) {
                gaps.add(
                        new long[] {references.place(start), references.place(words.longAt(thread + end)) + reserveBytes
                        });
            }
        }
        return new Gaps(gaps.toArray(long[][]::new));
    }

    /// The larger of what is kept for the filler that closes a buffer and for the prefetch of allocation.
    private static long reserveWords(VmStructs structs, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        long prefetch = words.intAt(structs.address("ThreadLocalAllocBuffer", "_reserve_for_allocation_prefetch"));
        OptionalLong filler = structs.findAddress("CollectedHeap", "_lab_alignment_reserve");
        return filler.isPresent() ? Math.max(prefetch, words.longAt(filler.getAsLong())) : prefetch;
    }
}
