package io.maphealth.sidecar.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetMemoryTest {
    private static final long PID = 4711;

    @TempDir
    private Path proc;

    private final long ourPid = ProcessHandle.current().pid();

    @Test
    void freeIsTheLimitWithoutWhatTheKernelCannotDrop() throws IOException {
        cgroup("memory.max", "1000");
        cgroup("memory.current", "900");
        assertThat(free()).hasValue(100);

        cgroup("memory.stat", "anon 5\ninactive_file 300\nactive_file 7");
        assertThat(free()).hasValue(400);
        assertThat(new TargetMemory(proc, PID).container()).contains(new TargetMemory.Use(1000, 600));
    }

    @Test
    void versionOneIsReadToo() throws IOException {
        cgroup("memory/memory.limit_in_bytes", "1000");
        cgroup("memory/memory.usage_in_bytes", "1200");

        assertThat(free()).hasValue(0);
    }

    @Test
    void noLimitIsNoFigure() throws IOException {
        assertThat(free()).isEmpty();

        cgroup("memory.max", "max");
        cgroup("memory.current", "900");
        assertThat(free()).isEmpty();

        cgroup("memory/memory.limit_in_bytes", "9223372036854771712");
        cgroup("memory/memory.usage_in_bytes", "1200");
        assertThat(free()).isEmpty();
    }

    @Test
    void theResidentMemoryOfThisJvmIsKnownAndThatOfNobodyIsNot() {
        assertThat(new TargetMemory(Path.of("/proc"), ourPid).residentBytes().orElseThrow())
                .isBetween(10L << 20, 16L << 30);
        assertThat(new TargetMemory(proc, PID).residentBytes()).isEmpty();
    }

    private java.util.OptionalLong free() {
        return new TargetMemory(proc, PID).freeBytes();
    }

    private void cgroup(String file, String text) throws IOException {
        Path path = proc.resolve(PID + "/root/sys/fs/cgroup").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }
}
