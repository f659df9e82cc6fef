package io.maphealth.sidecar.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// One line on standard error that says how far something is, for a person and only when it takes over a second. Safe
/// for several threads.
final class ProgressLine implements AutoCloseable {
    private static final Duration SILENT_AT_FIRST = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Terminal terminal;
    private final InstantSource clock;
    private final String what;
    private Instant next;
    private boolean shown;

    ProgressLine(Terminal terminal, InstantSource clock, String what) {
        this.terminal = terminal;
        this.clock = clock;
        this.what = what;
        this.next = clock.instant().plus(SILENT_AT_FIRST);
    }

    synchronized void reached(long part, long whole) {
        Instant now = clock.instant();
        if (!terminal.chatty() || whole <= 0 || now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        shown = true;
        terminal.err().printf("\r%s: %d %%", what, Math.clamp(100 * part / whole, 0, 100));
        terminal.err().flush();
    }

    /// Wipes the line.
    @Override
    public synchronized void close() {
        if (shown) {
            terminal.err().print("\r" + " ".repeat(what.length() + ": 100 %".length()) + "\r");
            terminal.err().flush();
        }
    }
}
