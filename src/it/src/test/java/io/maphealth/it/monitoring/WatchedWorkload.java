package io.maphealth.it.monitoring;

import io.maphealth.testkit.Examples;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An example program with the real sidecar beside it, as a process of its own that looks every two seconds.
record WatchedWorkload(String name, String team, RunningProgram program, Server sidecar) implements AutoCloseable {
    private static final Path JAR = Examples.root().resolve("sidecar/target/maphealth.jar");

    static WatchedWorkload startGo(GoToolchain go, String example, String team, Path folder)
            throws IOException, InterruptedException {
        Path executable = go.build(Examples.folder(example));
        RunningProgram program =
                RunningProgram.start(new ProcessBuilder(executable.toString(), "-console", "-logins", "3000"));
        // nobody answers on port 1: a look that fails
        return watch(
                example,
                team,
                program,
                Map.of(
                        "MAPHEALTH_PPROF_URL", program.announced("pprof").orElseThrow(),
                        "MAPHEALTH_EXPORTER_URL", "http://127.0.0.1:1",
                        "MAPHEALTH_MEMORY_LIMIT_BYTES", "536870912"),
                folder);
    }

    static WatchedWorkload startJava(String example, String team, Path folder)
            throws IOException, InterruptedException {
        RunningProgram program = JavaProgram.example(Jdks.current(), example)
                .with("-Xmx256m", "-XX:+UseSerialGC")
                .start("shop.Shop", "console");
        return watch(
                example,
                team,
                program,
                Map.of(
                        "MAPHEALTH_DUMP_INTERVAL_SEC", "5",
                        "MAPHEALTH_DUMP_COOL_DOWN_SEC", "0",
                        "MAPHEALTH_MEMORY_LIMIT_BYTES", "134217728"),
                folder);
    }

    String target() {
        return "127.0.0.1:" + sidecar.address().getPort();
    }

    @Override
    public void close() {
        sidecar.close();
        program.close();
    }

    /// `sources` are variables of the sidecar beside those that every one has.
    static WatchedWorkload watch(
            String name, String team, RunningProgram program, Map<String, String> sources, Path folder)
            throws IOException, InterruptedException {
        int port = Server.freePort();
        Map<String, String> environment = new HashMap<>(sources);
        environment.putAll(Map.of(
                "TARGET_PID",
                Long.toString(program.pid()),
                "MAPHEALTH_LEVEL",
                "2",
                "SCAN_INTERVAL_SEC",
                "2",
                "MAPHEALTH_TEAM",
                team,
                "MAPHEALTH_HTTP_PORT",
                Integer.toString(port)));
        Server sidecar = Server.start(
                List.of(
                        Jdks.current().java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString(),
                        "sidecar"),
                environment,
                folder.resolve(name + ".log"),
                URI.create("http://127.0.0.1:%d/metrics".formatted(port)));
        return new WatchedWorkload(name, team, program, sidecar);
    }
}
