package io.maphealth.sidecar.cli;

import io.maphealth.core.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// One line on standard error that says how far something is, for a person and only when it takes over a second. Safe
/// for several threads.
final class ProgressLine implements AutoCloseable {
    private static final Duration SILENT_AT_FIRST = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Terminal terminal;
    private final InstantSource clock;
    private final String what;
    private Instant next;
    /// Characters that stand there.
    private int shown;

    ProgressLine(Terminal terminal, InstantSource clock, String what) {
        this.terminal = terminal;
        this.clock = clock;
        this.what = what;
        this.next = clock.instant().plus(SILENT_AT_FIRST);
    }

    /// So much of the whole is done.
    void reached(long part, long whole) {
        if (whole > 0) {
            say(() -> Math.clamp(100 * part / whole, 0, 100) + " %");
        }
    }

    /// So much has been read of what nobody knows the whole of.
    void read(long bytes) {
        say(() -> Figures.bytes(bytes) + " read");
    }

    /// Something that stays, also where nobody watches.
    synchronized void note(String line) {
        close();
        shown = 0;
        terminal.err().println(what + ": " + line);
    }

    private synchronized void say(Supplier<String> how) {
        Instant now = clock.instant();
        if (!terminal.chatty() || now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        String line = what + ": " + how.get();
        terminal.err().print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        terminal.err().flush();
        shown = line.length();
    }

    /// Wipes the line.
    @Override
    public synchronized void close() {
        if (shown > 0) {
            terminal.err().print("\r" + " ".repeat(shown) + "\r");
            terminal.err().flush();
        }
    }
}
