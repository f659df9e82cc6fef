package io.maphealth.hprof.record;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A gzip member in one call of libdeflate, which takes less than half the time of zlib and wants all of the member in
/// memory. Many machines have the library (Debian's `libdeflate0`); without it everything is read by zlib.
///
/// For one thread. Its native memory, of a few kilobytes, goes when it is no longer reachable.
final class Libdeflate {
    private static final String NAME = "libdeflate.so.0";

    private static final Optional<Calls> CALLS = calls();

    private final Calls calls;
    private final MemorySegment decompressor;

    private Libdeflate(Calls calls, MemorySegment decompressor) {
        this.calls = calls;
        this.decompressor = decompressor;
    }

    /// Empty on a machine without it, or without memory for it.
    static Optional<Libdeflate> here() {
        return CALLS.flatMap(calls -> calls.newDecompressor().map(it -> new Libdeflate(calls, it)));
    }

    /// Fills a buffer with what a member inflates to; false when the member is damaged or has another
    /// size, and what was written then is worth nothing.
    boolean inflate(ByteBuffer member, ByteBuffer into) {
        return calls.inflate(decompressor, MemorySegment.ofBuffer(member), MemorySegment.ofBuffer(into));
    }

    @SuppressWarnings("restricted") // calling native code is what this class is for
    private static Optional<Calls> calls() {
        try {
            SymbolLookup library = SymbolLookup.libraryLookup(NAME, Arena.global());
            Linker linker = Linker.nativeLinker();
            return Optional.of(new Calls(
                    linker.downcallHandle(
                            library.findOrThrow("libdeflate_alloc_decompressor"),
                            FunctionDescriptor.of(ValueLayout.ADDRESS)),
                    linker.downcallHandle(
                            library.findOrThrow("libdeflate_gzip_decompress"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS),
                            // arrays stay where they are for the millisecond that a member takes
                            Linker.Option.critical(true)),
                    linker.downcallHandle(
                            library.findOrThrow("libdeflate_free_decompressor"),
                            FunctionDescriptor.ofVoid(ValueLayout.ADDRESS))));
        } catch (IllegalArgumentException | IllegalCallerException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }

    /// The three functions of `libdeflate.h` that are used.
    private record Calls(MethodHandle allocate, MethodHandle gzip, MethodHandle free) {
        @SuppressWarnings("restricted") // what was allocated is freed
        Optional<MemorySegment> newDecompressor() {
            try {
                MemorySegment allocated = (MemorySegment) allocate.invokeExact();
                return allocated.equals(MemorySegment.NULL)
                        ? Optional.empty()
                        : Optional.of(allocated.reinterpret(Arena.ofAuto(), this::free));
            } catch (Throwable e) {
                throw new IllegalStateException(NAME, e);
            }
        }

        /// Told no place for the size, it wants just as many bytes as there is room for.
        boolean inflate(MemorySegment decompressor, MemorySegment member, MemorySegment into) {
            try {
                return (int) gzip.invokeExact(
                                decompressor, member, member.byteSize(), into, into.byteSize(), MemorySegment.NULL)
                        == 0;
            } catch (Throwable e) {
                throw new IllegalStateException(NAME, e);
            }
        }

        private void free(MemorySegment decompressor) {
            try {
                free.invokeExact(decompressor);
            } catch (Throwable e) {
                throw new IllegalStateException(NAME, e);
            }
        }
    }
}
