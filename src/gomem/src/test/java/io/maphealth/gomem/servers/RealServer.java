package io.maphealth.gomem.servers;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/// A Go server that nobody here wrote, built beforehand by `src/test/servers/build` with a Go version of its own.
enum RealServer {
    ETCD,
    NATS,
    COREDNS;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> DIES_WITH_ITS_PARENT = List.of("setpriv", "--pdeathsig", "KILL");

    /// Running, and being worked.
    record Running(Process process, ServerLoad load) implements AutoCloseable {
        long pid() {
            return process.pid();
        }

        @Override
        public void close() {
            load.close();
            process.destroyForcibly();
            process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    Running start(Path folder) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(DIES_WITH_ITS_PARENT);
        command.add(program().toString());
        command.addAll(arguments(folder, port));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        ServerLoad load = switch (this) {
            case ETCD -> new EtcdLoad(port);
            case NATS -> new NatsLoad(port);
            case COREDNS -> new DnsLoad(port);
        };
        Running running = new Running(process, load);
        if (!load.begin(PATIENCE)) {
            running.close();
            throw new IllegalStateException(this + " does not answer: " + Files.readString(folder.resolve("log")));
        }
        return running;
    }

    private Path program() {
        String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .orElse(System.getProperty("user.home") + "/.cache");
        Path home = Optional.ofNullable(System.getenv("SERVERS_HOME"))
                .map(Path::of)
                .orElse(Path.of(cache, "maphealth", "servers"));
        Path program = home.resolve(name().toLowerCase(Locale.ROOT));
        if (!Files.isExecutable(program)) {
            String reason = "no " + program + ": make real-programs builds it";
            System.err.println("SKIPPED: " + reason);
            throw new TestAbortedException(reason);
        }
        return program;
    }

    private List<String> arguments(Path folder, int port) throws IOException {
        String here = "http://127.0.0.1:" + port;
        return switch (this) {
            case ETCD ->
                List.of(
                        "--data-dir=" + folder.resolve("data"),
                        "--listen-client-urls=" + here,
                        "--advertise-client-urls=" + here,
                        "--listen-peer-urls=http://127.0.0.1:" + freePort(),
                        "--unsafe-no-fsync",
                        "--log-level=error");
            case NATS -> List.of("-a", "127.0.0.1", "-p", Integer.toString(port));
            case COREDNS -> {
                Path file = Files.writeString(folder.resolve("Corefile"), """
                        .:%d {
                            cache 30
                            template IN A {
                                answer "{{ .Name }} 30 IN A 127.0.0.1"
                            }
                        }
                        """.formatted(port));
                yield List.of("-conf", file.toString());
            }
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
