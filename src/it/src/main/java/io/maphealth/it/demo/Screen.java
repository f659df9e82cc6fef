package io.maphealth.it.demo;

import java.io.PrintStream;
import java.util.List;

/// Shows a table that changes: in place on a terminal, else every tenth time below the last.
final class Screen {
    private static final int EVERY = 10;

    private final PrintStream out;
    private final boolean terminal;
    private int shown;
    private int lastLines;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(List<String> lines) {
        if (terminal) {
            out.print(lastLines == 0 ? "" : "\u001b[" + lastLines + "A\u001b[J");
            lastLines = lines.size();
        }
        if (terminal || shown++ % EVERY == 0) {
            lines.forEach(out::println);
        }
        out.flush();
    }
}
