package io.maphealth.sidecar.report;

import io.maphealth.core.Census;
import io.maphealth.core.Figures;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.sidecar.report.MemoryBars.Bar;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// A census and its findings as one HTML file that needs nothing else: no network, no other file, no script to be
/// read.
///
/// Its content security policy allows nothing but its own style and script, known by their hashes.
public final class HtmlReport {
    private static final int MOST_BARS = 12;
    private static final String STYLE = PageResource.text("report.css");
    private static final String SCRIPT = PageResource.text("report.js");

    private final int top;

    /// @param top how many sites and maps to list; 0 lists all
    public HtmlReport(int top) {
        this.top = top == 0 ? Integer.MAX_VALUE : top;
    }

    /// The whole file.
    public String of(CensusDocument document) {
        Census census = document.census();
        HtmlWriter html = new HtmlWriter();
        html.open("html", "lang", "en");
        head(html, census);
        html.open("body").open("main");
        header(html, document);
        section(html, "findings", "Findings");
        if (document.findings().isEmpty()) {
            html.element("p", nothingFound(census), "class", census.complete() ? "healthy" : "unsure");
        }
        FindingCards.write(html, document.findings(), census.takenAt());
        html.close();
        charts(html, census);
        tables(html, census);
        footer(html);
        html.close().trusted("script", SCRIPT).close().close();
        return html.document();
    }

    private static void head(HtmlWriter html, Census census) {
        String policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '"
                + PageResource.hash(STYLE) + "'; script-src '" + PageResource.hash(SCRIPT) + "'";
        html.open("head")
                .single("meta", "charset", "utf-8")
                .single("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .single("meta", "name", "color-scheme", "content", "light dark")
                .element("title", "Map health of " + Names.whole(census.target().name()))
                .trusted("style", STYLE)
                .close()
                .line();
    }

    private static void header(HtmlWriter html, CensusDocument document) {
        Census census = document.census();
        html.open("header")
                .open("h1")
                .text("Map health of ")
                .element("span", Names.whole(census.target().name()))
                .close()
                .open("p", "class", "facts");
        TargetLine.facts(census).forEach(fact -> html.element("span", fact).text(" "));
        html.close();
        census.incompleteReason()
                .ifPresent(reason -> html.open("p", "class", "incomplete", "role", "note")
                        .element("b", "Not everything was read: ")
                        .text(Names.whole(reason))
                        .text(". Figures cover what was.")
                        .close());
        html.element(
                "p", Urgency.summary(document.findings()) + ". " + TargetLine.totals(census) + ".", "class", "verdict");
        tiles(html, census);
        html.close().line();
    }

    private static void tiles(HtmlWriter html, Census census) {
        Memory memory = Memory.of(census.totals());
        html.open("dl", "class", "tiles");
        tile(html, "maps", Known.number(census.totals().maps()));
        tile(html, "entries", Known.number(entries(census)));
        tile(html, "held", Figures.bytes(memory.heldBytes()));
        tile(html, "needed", Known.bytes(memory.neededBytes()));
        tile(html, "ghost", Known.bytes(memory.ghostBytes()));
        html.close();
        if (memory.neededBytes().isPresent() && memory.heldBytes() > 0) {
            html.open("div", "class", "whole");
            MemoryBars.write(html, memory, memory.heldBytes());
            html.close();
            legend(html);
        }
    }

    private static OptionalLong entries(Census census) {
        OptionalLong iterated = census.totals().iterated();
        return iterated.isPresent() ? iterated : census.totals().count();
    }

    private static void tile(HtmlWriter html, String name, String value) {
        html.open("div", "class", name).element("dt", name).element("dd", value).close();
    }

    private static void legend(HtmlWriter html) {
        html.open("p", "class", "legend")
                .element("span", "needed by the entries", "class", "needed")
                .element("span", "ghost: held and not needed", "class", "ghost")
                .close();
    }

    private static String nothingFound(Census census) {
        return census.complete()
                ? "Every map that was found is in good health."
                : "Nothing was found in what could be read.";
    }

    private static void charts(HtmlWriter html, Census census) {
        List<SiteSnapshot> sites = census.sites();
        if (sites.isEmpty()) {
            return;
        }
        section(html, "memory", "Where map memory goes");
        html.element("p", "The sites that hold most, all to one scale.", "class", "hint");
        MemoryBars.write(
                html, sites.stream().limit(MOST_BARS).map(HtmlReport::held).toList());
        html.close();
        if (census.totals().neededBytes().isPresent() || !census.maps().isEmpty()) {
            html.open("div", "class", "pair");
            savings(html, sites);
            fill(html, census.maps());
            html.close();
        }
    }

    private static Bar held(SiteSnapshot site) {
        String error = site.samplingError().isPresent() ? " ± " + Known.percent(site.samplingError()) : "";
        return new Bar(
                Names.owner(site.site()),
                site.site().owner().isPresent() ? Names.type(site.site()) : "",
                Memory.of(site),
                Figures.bytes(site.heldBytes()) + error + ghost(site));
    }

    private static String ghost(SiteSnapshot site) {
        Memory memory = Memory.of(site);
        return memory.ghostBytes().orElse(0) > 0 ? ", " + Known.percent(memory.ghostShare()) + " ghost" : "";
    }

    private static void savings(HtmlWriter html, List<SiteSnapshot> sites) {
        List<Bar> savings = sites.stream()
                .filter(site -> Memory.of(site).ghostBytes().orElse(0) > 0)
                .sorted(Comparator.comparingLong((SiteSnapshot site) ->
                                Memory.of(site).ghostBytes().orElse(0))
                        .reversed())
                .limit(MOST_BARS / 2)
                .map(HtmlReport::saving)
                .toList();
        section(html, "savings", "What rebuilding would free");
        html.element(
                "p",
                savings.isEmpty() ? "No ghost bytes are known." : "The sites with the most ghost bytes.",
                "class",
                "hint");
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
                Figures.bytes(ghost));
    }

    private static void fill(HtmlWriter html, List<MapSnapshot> maps) {
        FillHistogram histogram = FillHistogram.of(maps);
        section(html, "fill", "How full the tables are");
        if (histogram.maps() == 0) {
            html.element("p", "This source does not see the tables of single maps.", "class", "hint");
        } else {
            html.element(
                    "p",
                    "Bytes held, by fill, of the " + Figures.count(histogram.maps(), "map")
                            + " listed below; the figure is the number of maps.",
                    "class",
                    "hint");
            histogram.write(html);
        }
        html.close();
    }

    private void tables(HtmlWriter html, Census census) {
        List<SiteSnapshot> sites = first(census.sites());
        section(html, "sites", "Sites");
        html.element("p", shown(sites.size(), census.sites().size(), "site"), "class", "hint");
        FigureTables.SITES.write(html, sites);
        html.close();
        List<MapSnapshot> maps = first(census.maps());
        if (!maps.isEmpty()) {
            section(html, "maps", "Maps");
            html.element("p", shown(maps.size(), census.totals().maps().orElse(maps.size()), "map"), "class", "hint");
            FigureTables.MAPS.write(html, maps);
            html.close();
        }
    }

    private static String shown(long shown, long all, String noun) {
        return shown == all
                ? "All " + Figures.count(all, noun) + ". Click a heading to sort."
                : "The largest " + Figures.number(shown) + " of " + Figures.count(all, noun)
                        + ". Click a heading to sort.";
    }

    private <T> List<T> first(List<T> rows) {
        return rows.subList(0, Math.min(top, rows.size()));
    }

    private static void section(HtmlWriter html, String id, String title) {
        html.open("section", "id", id).element("h2", title).line();
    }

    private static void footer(HtmlWriter html) {
        html.open("footer")
                .element(
                        "p",
                        "Held: bytes of the maps themselves, beside their keys and values. Needed: what the smallest"
                                + " tables for the same entries would take, by the run-time's own growth rule. Ghost:"
                                + " held and not needed. Count: what a map says of itself; iterated: what walking its"
                                + " memory found.")
                .close();
    }
}
