package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Where the Java threads of a JVM are listed: the addresses of its `JavaThread`s.
public sealed interface JavaThreads {
    int MOST = 1_000_000;

    List<Long> read(Words words) throws UnreadableMemoryException, UnknownLayoutException;

    static JavaThreads of(VmStructs structs) throws UnknownLayoutException {
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

    record InArray(long list, long first, long length) implements JavaThreads {
        @Override
        public List<Long> read(Words words) throws UnreadableMemoryException, UnknownLayoutException {
            long array = words.longAt(list);
            long count = words.unsignedIntAt(array + length);
            if (count > MOST) {
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
    record Linked(long head, long next) implements JavaThreads {
        @Override
        public List<Long> read(Words words) throws UnreadableMemoryException, UnknownLayoutException {
            List<Long> found = new ArrayList<>();
            for (long thread = words.longAt(head); thread != 0; thread = words.longAt(thread + next)) {
                if (found.size() == MOST) {
                    throw tooMany(found.size());
                }
                found.add(thread);
            }
            return found;
        }
    }
}
