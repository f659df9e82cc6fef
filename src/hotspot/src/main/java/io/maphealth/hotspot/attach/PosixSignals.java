package io.maphealth.hotspot.attach;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// kill(2) of the C library: an image without a shell has no `kill` to start, and its exit status would not tell a
/// missing process from a missing permission.
final class PosixSignals implements Signals {
    private static final int SIGQUIT = 3;
    private static final int EPERM = 1;
    private static final int ESRCH = 3;

    private final StructLayout stateLayout = Linker.Option.captureStateLayout();
    private final VarHandle errno = stateLayout.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private final MethodHandle kill;

    @SuppressWarnings("restricted") // calling native code is what this class is for
    PosixSignals() {
        Linker linker = Linker.nativeLinker();
        kill = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                Linker.Option.captureCallState("errno"));
    }

    @Override
    public void quit(long pid) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(stateLayout);
            if ((int) kill.invokeExact(state, Math.toIntExact(pid), SIGQUIT) != 0) {
                throw new IOException("SIGQUIT: " + explain((int) errno.get(state, 0L)));
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String explain(int error) {
        return switch (error) {
            case EPERM -> "not permitted";
            case ESRCH -> "no such process";
            default -> "errno " + error;
        };
    }
}
