package io.maphealth.it.demo;

import io.maphealth.testkit.Examples;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compiles and starts the example programs.
final class Shops {
    private static final List<Planted> JVM_FAULTS = List.of(
            new Planted("CountDrift", "shop.VisitCounter.visitors"),
            new Planted("GhostMemory", "shop.FlashSale.reservations", Set.of("Residency")),
            new Planted("LeakGrowth", "shop.SessionRegistry.sessions"));
    private static final List<Planted> GO_FAULTS = List.of(new Planted("LeakGrowth", "main.(*SessionRegistry).Login"));

    /// So many that the profile, which is sampled and only as fresh as the last collection, shows them within
    /// seconds.
    private static final String LOGINS_A_SECOND = "20000";

    private Shops() {}

    static List<Shop> startJava() {
        return List.of(startJava("jvm-leak", JVM_FAULTS), startJava("jvm-healthy", List.of()));
    }

    /// Both Go programs, or none where there is no Go tool chain.
    static List<Shop> startGo() throws InterruptedException {
        Optional<Path> go = GoToolchain.find();
        if (go.isEmpty()) {
            System.out.println(
                    "NOT RUN: the Go half; there is no go command on PATH or in /usr/local/go (install Go 1.21+)");
            return List.of();
        }
        GoToolchain toolchain = new GoToolchain(go.get(), "local");
        return List.of(startGo(toolchain, "go-leak", GO_FAULTS), startGo(toolchain, "go-healthy", List.of()));
    }

    private static Shop startJava(String example, List<Planted> faults) {
        RunningProgram program = JavaProgram.example(Jdks.current(), example)
                .with("-Xmx256m", "-XX:+UseSerialGC")
                .start("shop.Shop", "console");
        Map<String, String> environment = Map.of(
                "TARGET_PID", Long.toString(program.pid()),
                "MAPHEALTH_LEVEL", "2",
                "MAPHEALTH_DUMP_INTERVAL_SEC", "3",
                "MAPHEALTH_DUMP_COOL_DOWN_SEC", "0",
                "SCAN_INTERVAL_SEC", "1");
        return new Shop(example, program, environment, faults);
    }

    private static Shop startGo(GoToolchain toolchain, String example, List<Planted> faults)
            throws InterruptedException {
        Path executable = toolchain.build(Examples.folder(example));
        RunningProgram program =
                RunningProgram.start(new ProcessBuilder(executable.toString(), "-console", "-logins", LOGINS_A_SECOND));
        Map<String, String> environment =
                Map.of("MAPHEALTH_PPROF_URL", program.announced("pprof").orElseThrow(), "SCAN_INTERVAL_SEC", "2");
        return new Shop(example, program, environment, faults);
    }
}
