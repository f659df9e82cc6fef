package io.maphealth.testkit.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.maphealth.testkit.RunningProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GoToolchainTest {
    private static final Path HELLO = Path.of("src/test/go/hello");

    @Test
    void compilesWithTheVersionAskedFor() throws InterruptedException {
        GoToolchain go = GoToolchain.required("go1.23.12");
        ProcessBuilder hello =
                new ProcessBuilder(go.build(HELLO, "-ldflags=-s -w").toString());
        try (RunningProgram program = RunningProgram.start(hello)) {
            assertThat(program.announced("version")).hasValue("go1.23.12");
            assertThat(program.ask("twice 21", "answer")).isEqualTo(42);
        }
    }

    @Test
    void saysWhatTheCompilerSaid() throws InterruptedException {
        GoToolchain go = GoToolchain.required("local");
        assertThatIllegalStateException()
                .isThrownBy(() -> go.build(HELLO, "-no-such-flag"))
                .withMessageContaining("does not compile with local")
                .withMessageContaining("flag provided but not defined");
    }
}
