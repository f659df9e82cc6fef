package io.maphealth.sidecar.report;

import io.maphealth.core.Census;
import io.maphealth.core.Figures;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.sidecar.report.MemoryBars.Bar;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// The charts of the HTML report: who holds most, what rebuilding would free, how full the tables are.
final class Charts {
    private static final int MOST_BARS = 12;
    private static final int MOST_SAVINGS = 6;
    private static final Comparator<SiteSnapshot> MOST_GHOST_FIRST = Comparator.comparingLong(
                    (SiteSnapshot site) -> Memory.of(site).ghostBytes().orElse(0))
            .reversed();

    private Charts() {}

    static void write(HtmlWriter html, Census census) {
        List<SiteSnapshot> sites = census.sites();
        if (sites.isEmpty()) {
            return;
        }
        html.section("memory", "Where map memory goes")
                .element("p", "All to one scale." + rest(census), "class", "hint");
        MemoryBars.write(html, sites.stream().limit(MOST_BARS).map(Charts::held).toList());
        html.close();
        if (census.totals().neededBytes().isPresent() || !census.maps().isEmpty()) {
            savings(html, sites);
            html.open("div", "class", "pair");
            histogram(html, "fill", "How full the tables are", FillHistogram.of(census.maps()));
            histogram(html, "chains", "How long the chains are", ChainHistogram.of(census.maps()));
            html.close();
        }
    }

    /// What is beyond the bars.
    private static String rest(Census census) {
        int others = census.sites().size() - MOST_BARS;
        if (others <= 0) {
            return "";
        }
        long held = census.sites().stream()
                .skip(MOST_BARS)
                .mapToLong(SiteSnapshot::heldBytes)
                .sum();
        return " Not shown: " + Figures.count(others, "smaller site") + " with " + Figures.bytes(held) + " in all.";
    }

    private static Bar held(SiteSnapshot site) {
        Memory memory = Memory.of(site);
        String error = site.samplingError().isPresent() ? " ± " + Known.percent(site.samplingError()) : "";
        boolean ghost = memory.ghostBytes().orElse(0) > 0;
        return new Bar(
                Names.owner(site.site()),
                site.site().owner().isPresent() ? Names.type(site.site()) : "",
                memory,
                Figures.bytes(site.heldBytes())
                        + error
                        + (ghost ? ", " + Known.percent(memory.ghostShare()) + " ghost" : ""),
                MemoryBars.words(memory));
    }

    private static void savings(HtmlWriter html, List<SiteSnapshot> sites) {
        List<Bar> savings = sites.stream()
                .filter(site -> Memory.of(site).ghostBytes().orElse(0) > 0)
                .sorted(MOST_GHOST_FIRST)
                .limit(MOST_SAVINGS)
                .map(Charts::saving)
                .toList();
        String hint = savings.isEmpty()
                ? "No site is known to hold more than it needs."
                : "The sites with the most ghost bytes.";
        html.section("savings", "What rebuilding would free").element("p", hint, "class", "hint");
        MemoryBars.write(html, savings);
        html.close();
    }

    /// A bar of ghost bytes alone.
    private static Bar saving(SiteSnapshot site) {
        Memory memory = Memory.of(site);
        long ghost = memory.ghostBytes().orElse(0);
        return new Bar(
                Names.owner(site.site()),
                Known.percent(memory.ghostShare()) + " of what it holds",
                new Memory(ghost, OptionalLong.of(0)),
                Figures.bytes(ghost),
                Figures.bytes(ghost) + " to be freed");
    }

    private static void histogram(HtmlWriter html, String id, String title, Histogram histogram) {
        html.section(id, title);
        if (histogram.maps() == 0) {
            html.element("p", "This source does not see the tables of single maps.", "class", "hint");
        } else {
            String hint = "Bytes held by " + Figures.count(histogram.maps(), "map")
                    + " of the largest; the figure is the number of maps.";
            html.element("p", hint, "class", "hint");
            histogram.write(html);
        }
        html.close();
    }
}
