package io.maphealth.sidecar.cli;

import io.maphealth.sidecar.program.SidecarProgram;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "sidecar",
        description = "Watches as a container beside the program until it is told to stop; configured by its"
                + " environment alone, see reference/environment.",
        footer = {"", "Example:", "  MAPHEALTH_PPROF_URL=http://127.0.0.1:6060 SCAN_INTERVAL_SEC=10 maphealth sidecar"})
final class SidecarCommand implements Callable<Integer> {
    private final Terminal terminal;

    SidecarCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return SidecarProgram.run(terminal.environment(), terminal.out(), terminal.err());
    }
}
