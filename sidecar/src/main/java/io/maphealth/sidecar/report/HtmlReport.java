package io.maphealth.sidecar.report;

import io.maphealth.core.Census;
import io.maphealth.core.Figures;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.protocol.CensusDocument;
import java.util.List;

/// A census and its findings as one HTML file that needs nothing else: no network, no other file, no script to be
/// read.
///
/// Its content security policy allows nothing but its own style and script, known by their hashes.
public final class HtmlReport {
    private static final String STYLE = PageResource.text("report.css");
    private static final String SCRIPT = PageResource.text("report.js");
    private static final String POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '"
            + PageResource.hash(STYLE) + "'; script-src '" + PageResource.hash(SCRIPT) + "'";
    private static final String WORDS =
            "Held: bytes of the maps themselves, beside their keys and values. Needed: what the smallest tables for the"
                    + " same entries would take, by the run-time's own growth rule. Ghost: held and not needed. Count:"
                    + " what a map says of itself; iterated: what walking its memory found.";

    private final int top;

    /// @param top how many sites and maps to list; 0 lists all
    public HtmlReport(int top) {
        this.top = top == 0 ? Integer.MAX_VALUE : top;
    }

    /// The whole file.
    public String of(CensusDocument document) {
        HtmlWriter html = new HtmlWriter();
        html.open("html", "lang", "en");
        head(html, document.census());
        html.open("body").open("main");
        PageHeader.write(html, document);
        findings(html, document);
        document.before().ifPresent(before -> Changes.write(html, before, top));
        Charts.write(html, document.census());
        sites(html, document.census());
        maps(html, document.census());
        html.open("footer").element("p", WORDS).close();
        html.close().trusted("script", SCRIPT).close().close();
        return html.document();
    }

    private static void head(HtmlWriter html, Census census) {
        html.open("head")
                .single("meta", "charset", "utf-8")
                .single("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .single("meta", "name", "color-scheme", "content", "light dark")
                .element("title", "Map health of " + Names.whole(census.target().name()))
                .trusted("style", STYLE)
                .close()
                .line();
    }

    private static void findings(HtmlWriter html, CensusDocument document) {
        html.section("findings", "Findings");
        if (document.findings().isEmpty()) {
            boolean complete = document.census().complete();
            html.element(
                    "p",
                    "The detectors found nothing wrong in " + (complete ? "this look." : "what could be read."),
                    "class",
                    complete ? "healthy" : "unsure");
        }
        FindingCards.write(html, document);
        html.close();
    }

    private void sites(HtmlWriter html, Census census) {
        List<SiteSnapshot> sites = first(census.sites());
        html.section("sites", "Sites")
                .element("p", shown(sites.size(), census.sites().size(), "site"), "class", "hint");
        FigureTables.SITES.write(html, sites);
        html.close();
    }

    private void maps(HtmlWriter html, Census census) {
        List<MapSnapshot> maps = first(census.maps());
        if (maps.isEmpty()) {
            return;
        }
        long all = census.totals().maps().orElse(maps.size());
        html.section("maps", "Maps").element("p", shown(maps.size(), all, "map"), "class", "hint");
        FigureTables.MAPS.write(html, maps);
        html.close();
    }

    private static String shown(long shown, long all, String noun) {
        String which = shown == all
                ? Figures.count(all, noun)
                : "The largest " + Figures.number(shown) + " of " + Figures.count(all, noun);
        return which + ". Click a heading to sort.";
    }

    private <T> List<T> first(List<T> rows) {
        return rows.subList(0, Math.min(top, rows.size()));
    }
}
