package io.maphealth.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private final AccessDeniedException denied = new AccessDeniedException("/proc/7/mem");

    @Test
    void anotherUidIsToBeTakenOver() {
        assertThat(refusal(1001, 65_532, 0, true).explain(denied))
                .isEqualTo("process 7: its memory may not be read (permission denied): it runs as uid 1001, "
                        + "this reader as uid 65532: run as uid 1001, or as root with SYS_PTRACE");
    }

    @Test
    void yamaIsNamedWithItsSetting() {
        assertThat(refusal(1001, 1001, 1, true).explain(denied))
                .endsWith("Yama forbids it (kernel.yama.ptrace_scope = 1): run as root with SYS_PTRACE");
    }

    @Test
    void aProcessThatIsNotDumpableIsNamedSo() {
        assertThat(refusal(1001, 1001, 0, false).explain(denied)).contains("it is not dumpable");
    }

    @Test
    void aHiddenProcessAsksForTheSharedNamespace() {
        assertThat(new Refusal(7, OptionalLong.empty(), OptionalLong.of(1), false, 0, false).explain(denied))
                .contains("share the pid namespace");
    }

    private static Refusal refusal(long targetUid, long ownUid, int yamaScope, boolean dumpable) {
        return new Refusal(7, OptionalLong.of(targetUid), OptionalLong.of(ownUid), false, yamaScope, dumpable);
    }
}
