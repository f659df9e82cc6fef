package io.maphealth.sidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theContainerRunsAsWhomThePodSaysAndItsOutputIsShown() throws IOException {
        kubectl("""
            case "$*" in
              *runAsUser*) echo "1000 7" ;;
              *runAsGroup*) echo " 7" ;;
              *debug*) for a in "$@"; do case $a in --custom=*) /bin/cat "${a#--custom=}" >> $0.log ;; esac; done ;;
              *logs*) echo "round 1" ;;
            esac
            """);

        int status = attach("shop-1", "-c", "app", "-n", "shop", "--image=sidecar:1", "--rounds=2");

        assertThat(status).isZero();
        assertThat(said(out)).isEqualTo("round 1\n");
        assertThat(calls())
                .contains("--namespace=shop debug shop-1", "--target=app", "--image=sidecar:1")
                .contains("-- watch --pid=1 --rounds=2 --interval=5s")
                .contains("{\"securityContext\":{\"runAsUser\":1000,\"runAsGroup\":7,\"runAsNonRoot\":true");
    }

    @Test
    void aRefusalIsToldInOneLine() throws IOException {
        kubectl("""
            case "$*" in
              *debug*) echo 'pods "shop-1" is forbidden: you may not patch pods/ephemeralcontainers' >&2; exit 1 ;;
            esac
            """);

        assertThat(attach("shop-1", "-c", "app", "--user=1000")).isEqualTo(3);
        assertThat(said(err))
                .isEqualTo("maphealth: kubectl debug: pods \"shop-1\" is forbidden:"
                        + " you may not patch pods/ephemeralcontainers\n");
    }

    @Test
    void withoutKubectlItSaysSo() {
        assertThat(attach("shop-1", "-c", "app")).isEqualTo(3);
        assertThat(said(err)).isEqualTo("maphealth: kubectl does not run: it is in none of the folders of PATH\n");
    }

    @Test
    void aUserIsANumber() {
        assertThat(attach("shop-1", "-c", "app", "--user=root")).isEqualTo(2);
        assertThat(said(err)).contains("--user is a user id, or user:group");
    }

    private void kubectl(String script) throws IOException {
        Path program = folder.resolve("kubectl");
        Files.writeString(program, "#!/bin/sh\necho \"$*\" >> \"$0.log\"\n" + script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private String calls() throws IOException {
        return Files.readString(folder.resolve("kubectl.log"));
    }

    private int attach(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "attach";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Map<String, String> environment = Map.of("PATH", folder.toString());
        return CommandLineProgram.run(
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintStream(out),
                        new PrintStream(err),
                        environment,
                        false,
                        false),
                all);
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
