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
    private final Threads threads;
    private final long top;
    private final long end;
    private final long reserveBytes;

    public AllocationBuffers(VmStructs structs, Words words) throws UnreadableMemoryException, UnknownLayoutException {
        this.words = words;
        this.threads = Threads.of(structs);
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
                gaps.add(new long[] {start, words.longAt(thread + end) + reserveBytes});
            }
        }
        return new Gaps(gaps.toArray(long[][]::new));
    }

    /// Where the Java threads of a JVM are listed.
    private sealed interface Threads {
        List<Long> read(Words words) throws UnreadableMemoryException, UnknownLayoutException;

        static Threads of(VmStructs structs) throws UnknownLayoutException {
            OptionalLong list = structs.findAddress("ThreadsSMRSupport", "_java_thread_list");
            return list.isPresent()
                    ? new InArray(
                            list.getAsLong(),
                            structs.offset("ThreadsList", "_threads"),
                            structs.offset("ThreadsList", "_length"))
                    : new Linked(structs.address("Threads", "_thread_list"), structs.offset("JavaThread", "_next"));
        }

        private static UnknownLayoutException tooMany(long count) {
            return new UnknownLayoutException("the list of threads says it has %,d".formatted(count));
        }

        record InArray(long list, long first, long length) implements Threads {
            @Override
            public List<Long> read(Words words) throws UnreadableMemoryException, UnknownLayoutException {
                long array = words.longAt(list);
                long count = words.unsignedIntAt(array + length);
                if (count > MOST_THREADS) {
                    throw tooMany(count);
                }
                long threads = words.longAt(array + first);
                List<Long> found = new ArrayList<>();
                for (long i = 0; i < count; i++) {
                    found.add(words.longAt(threads + i * Long.BYTES));
                }
                return found;
            }
        }

        /// As JDK 11 has it.
        record Linked(long head, long next) implements Threads {
            @Override
            public List<Long> read(Words words) throws UnreadableMemoryException, UnknownLayoutException {
                List<Long> found = new ArrayList<>();
                for (long thread = words.longAt(head); thread != 0; thread = words.longAt(thread + next)) {
                    if (found.size() == MOST_THREADS) {
                        throw tooMany(found.size());
                    }
                    found.add(thread);
                }
                return found;
            }
        }
    }

    /// The larger of what is kept for the filler that closes a buffer and for the prefetch of allocation.
    private static long reserveWords(VmStructs structs, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        long prefetch = words.intAt(structs.address("ThreadLocalAllocBuffer", "_reserve_for_allocation_prefetch"));
        OptionalLong filler = structs.findAddress("CollectedHeap", "_lab_alignment_reserve");
        return filler.isPresent() ? Math.max(prefetch, words.longAt(filler.getAsLong())) : prefetch;
    }
}
