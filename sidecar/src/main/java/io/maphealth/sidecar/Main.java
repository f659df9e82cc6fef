package io.maphealth.sidecar;

import io.maphealth.sidecar.cli.CommandLineProgram;
import io.maphealth.sidecar.program.ExitStatus;
import io.maphealth.sidecar.program.SidecarProgram;

/// The program's entry point: `maphealth COMMAND ...`.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // the sidecar, which must stay small, does without the command line's library
        boolean sidecar = arguments.length == 1 && arguments[0].equals("sidecar");
        int status = sidecar
                ? SidecarProgram.run(System.getenv(), System.out, System.err)
                : CommandLineProgram.run(arguments);
        // a program that was told to stop is already ending, and would wait here for itself
        if (status != ExitStatus.NOTHING_FOUND) {
            System.exit(status);
        }
    }
}
