package io.maphealth.sidecar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a command reads its surroundings and writes. `live` is whether a person sees `out` as it is written, `chatty`
/// whether one sees `err`.
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean live,
        boolean chatty) {
    private static final int USUAL_COLUMNS = 110;

    static Terminal system() {
        return new Terminal(System.in, System.out, System.err, System.getenv(), isTerminal(1), isTerminal(2));
    }

    /// Columns of a line that is not to be broken.
    int columns() {
        return Optional.ofNullable(environment.get("COLUMNS"))
                .filter(text -> text.matches("[1-9][0-9]{1,3}"))
                .map(Integer::valueOf)
                .orElse(USUAL_COLUMNS);
    }

    /// Tells what somebody should know and is no failure.
    void warn(String message) {
        err.println("maphealth: " + message);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException _) {
            return false;
        }
    }
}
