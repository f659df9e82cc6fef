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
    private static final int MOST_THREADS = 1_000_000;

    private final Words words;
    private final long listAddress;
    private final long listThreads;
    private final long listLength;
    private final long top;
    private final long end;
    private final long reserveBytes;

    public AllocationBuffers(VmStructs structs, Words words) throws UnreadableMemoryException, UnknownLayoutException {
        this.words = words;
        this.listAddress = structs.address("ThreadsSMRSupport", "_java_thread_list");
        this.listThreads = structs.offset("ThreadsList", "_threads");
        this.listLength = structs.offset("ThreadsList", "_length");
        long buffer = structs.offset("Thread", "_tlab");
        this.top = buffer + structs.offset("ThreadLocalAllocBuffer", "_top");
        this.end = buffer + structs.offset("ThreadLocalAllocBuffer", "_end");
        this.reserveBytes = reserveWords(structs, words) << structs.constant("LogHeapWordSize");
    }

    public Gaps read() throws UnreadableMemoryException, UnknownLayoutException {
        long list = words.longAt(listAddress);
        long count = words.unsignedIntAt(list + listLength);
        if (count > MOST_THREADS) {
            throw new UnknownLayoutException("the list of threads says it has %,d".formatted(count));
        }
        long threads = words.longAt(list + listThreads);
        List<long[]> gaps = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long thread = words.longAt(threads + i * Long.BYTES);
            long start = words.longAt(thread + top);
            if (start != 0) {
                gaps.add(new long[] {start, words.longAt(thread + end) + reserveBytes});
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
