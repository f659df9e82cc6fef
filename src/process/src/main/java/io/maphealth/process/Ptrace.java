package io.maphealth.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// ptrace(2) and waitpid(2) for threads that are to stand still and nothing else. For one thread, as the kernel asks.
@SuppressWarnings("restricted")
final class Ptrace implements AutoCloseable {
    static final int NO_SUCH_THREAD = 3;
    static final int NOT_PERMITTED = 1;

    private static final int DETACH = 17;
    private static final int SEIZE = 0x4206;
    private static final int INTERRUPT = 0x4207;
    private static final int ANY_THREAD_AND_DO_NOT_WAIT = 0x4000_0001;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle PTRACE = LINKER.downcallHandle(
            LINKER.defaultLookup().find("ptrace").orElseThrow(),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(1),
            Linker.Option.captureCallState("errno"));
    private static final MethodHandle WAITPID = LINKER.downcallHandle(
            LINKER.defaultLookup().find("waitpid").orElseThrow(),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment callState = arena.allocate(Linker.Option.captureStateLayout());
    private final MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);

    /// What a thread does now.
    enum State {
        RUNS,
        STANDS,
        /// It has ended, or never was this tracer's.
        GONE
    }

    /// Calls everything once without an effect: the first call of each takes a run-time compiler's time. This
    /// process is no child of its own; to wait for 0 would take a child's end away from whoever started it.
    Ptrace() {
        request(DETACH, 0, 0);
        state(Math.toIntExact(ProcessHandle.current().pid()));
    }

    /// Becomes the thread's tracer, which it does not notice.
    ///
    /// @return 0, or errno
    int seize(int thread) {
        return request(SEIZE, thread, 0);
    }

    /// Asks it to stop; a system call that it waits in goes on afterwards.
    int interrupt(int thread) {
        return request(INTERRUPT, thread, 0);
    }

    /// Lets it go on.
    ///
    /// @param signal that it was just about to get, or 0
    int detach(int thread, int signal) {
        return request(DETACH, thread, signal);
    }

    State state(int thread) {
        int told = waitpid(thread);
        if (told == 0) {
            return State.RUNS;
        }
        return told == thread && (word() & 0xFF) == 0x7F ? State.STANDS : State.GONE;
    }

    /// The signal that a thread was stopped on its way to, 0 where it was stopped for us.
    int signalOnItsWay() {
        boolean byEvent = word() >>> Short.SIZE != 0;
        return byEvent ? 0 : word() >>> Byte.SIZE & 0xFF;
    }

    @Override
    public void close() {
        arena.close();
    }

    private int word() {
        return status.get(ValueLayout.JAVA_INT, 0);
    }

    private int request(int request, int thread, long data) {
        try {
            long result = (long) PTRACE.invokeExact(callState, (long) request, (long) thread, 0L, data);
            return result == 0 ? 0 : callState.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable failure) {
            throw new IllegalStateException("ptrace", failure);
        }
    }

    private int waitpid(int thread) {
        try {
            return (int) WAITPID.invokeExact(thread, status, ANY_THREAD_AND_DO_NOT_WAIT);
        } catch (Throwable failure) {
            throw new IllegalStateException("waitpid", failure);
        }
    }
}
