package io.maphealth.sidecar.report;

import io.maphealth.core.Figures;
import java.util.List;
import java.util.Locale;

/// Bars of bytes, the needed part beside the ghost part, all to one scale.
final class MemoryBars {
    private static final double SCALE = 1000;

    /// One bar with its name and figure, and what it says to those who do not see it.
    record Bar(String name, String detail, Memory memory, String figure, String words) {}

    private MemoryBars() {}

    static void write(HtmlWriter html, List<Bar> bars) {
        long longest =
                bars.stream().mapToLong(bar -> bar.memory().heldBytes()).max().orElse(0);
        html.open("ul", "class", "bars");
        for (Bar bar : bars) {
            html.open("li")
                    .open("span", "class", "name")
                    .element("b", Names.shortened(bar.name(), 90), "title", bar.name())
                    .text(" ")
                    .element("small", Names.shortened(bar.detail(), 90))
                    .close()
                    .element("span", bar.figure(), "class", "figure");
            write(html, bar.memory(), Math.max(1, longest), bar.words());
            html.close().line();
        }
        html.close();
    }

    /// A bar of `memory` where `full` bytes fill it.
    static void write(HtmlWriter html, Memory memory, long full, String words) {
        double needed = SCALE * Math.min(memory.neededBytes().orElse(memory.heldBytes()), memory.heldBytes()) / full;
        double held = SCALE * memory.heldBytes() / full;
        html.open("svg", "viewBox", "0 0 1000 12", "preserveAspectRatio", "none", "role", "img", "aria-label", words)
                .element("title", words);
        part(html, memory.neededBytes().isPresent() ? "needed" : "unknown", 0, needed);
        part(html, "ghost", needed, held - needed);
        html.close();
    }

    /// `17 MB held, 17 kB needed, 17 MB ghost`.
    static String words(Memory memory) {
        return Figures.bytes(memory.heldBytes()) + " held, " + Known.bytes(memory.neededBytes()) + " needed, "
                + Known.bytes(memory.ghostBytes()) + " ghost";
    }

    private static void part(HtmlWriter html, String kind, double from, double width) {
        if (width > 0) {
            html.open("rect", "class", kind, "x", figure(from), "width", figure(Math.max(1, width)), "height", "12")
                    .close();
        }
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
