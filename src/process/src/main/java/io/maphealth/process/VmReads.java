package io.maphealth.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/// process_vm_readv(2): the same permission check as `/proc/PID/mem`, but no file mode in the way and one copy less.
///
/// The file mode matters to root with CAP_SYS_PTRACE and without CAP_DAC_READ_SEARCH, the rights that a sidecar is
/// given. Unlike the file it goes on with the program that a process executes next: [LiveMemory#current()] tells.
@SuppressWarnings("restricted")
final class VmReads implements ByteAccess {
    /// The kernel copies up to 4 MiB without looking whether another thread should run: as long as that lasts, one of
    /// the program's that has just woken on this core waits. The end of a call is a chance for it.
    private static final int MOST_BYTES_AT_ONCE = 128 << 10;

    private static final long REMOTE = ValueLayout.JAVA_LONG.byteSize() * 2;
    private static final int NO_SUCH_PROCESS_OR_REFUSED = -1;
    /// Refusal and a bad address both return -1; address 0 is never mapped, so that errno alone tells them apart.
    private static final int BAD_ADDRESS = 14;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle READ = LINKER.downcallHandle(
            LINKER.defaultLookup().find("process_vm_readv").orElseThrow(),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    private final int pid;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment ioVectors = arena.allocate(REMOTE * 2, ValueLayout.JAVA_LONG.byteAlignment());
    private final MemorySegment callState = arena.allocate(Linker.Option.captureStateLayout());

    VmReads(long pid) {
        this.pid = Math.toIntExact(pid);
    }

    boolean permitted() {
        return read(0, ByteBuffer.allocateDirect(1)) != NO_SUCH_PROCESS_OR_REFUSED
                || callState.get(ValueLayout.JAVA_INT, 0) == BAD_ADDRESS;
    }

    @Override
    public int read(long address, ByteBuffer into) {
        if (!into.isDirect()) {
            throw new IllegalStateException("foreign memory is read into direct buffers only");
        }
        int start = into.position();
        int read = 0;
        int wanted = 0;
        while (into.hasRemaining() && read == wanted) {
            wanted = Math.min(into.remaining(), MOST_BYTES_AT_ONCE);
            read = piece(address + into.position() - start, into, wanted);
            into.position(into.position() + Math.max(0, read));
        }
        return into.position() > start ? into.position() - start : read;
    }

    private int piece(long address, ByteBuffer into, int bytes) {
        ioVectors.setAtIndex(
                ValueLayout.JAVA_LONG, 0, MemorySegment.ofBuffer(into).address());
        ioVectors.setAtIndex(ValueLayout.JAVA_LONG, 1, bytes);
        ioVectors.setAtIndex(ValueLayout.JAVA_LONG, 2, address);
        ioVectors.setAtIndex(ValueLayout.JAVA_LONG, 3, bytes);
        return (int) call();
    }

    @Override
    public void close() {
        arena.close();
    }

    private long call() {
        try {
            return (long) READ.invokeExact(callState, pid, ioVectors, 1L, ioVectors.asSlice(REMOTE), 1L, 0L);
        } catch (Throwable failure) {
            throw new IllegalStateException("process_vm_readv", failure);
        }
    }
}
