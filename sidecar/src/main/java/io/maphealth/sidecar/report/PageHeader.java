package io.maphealth.sidecar.report;

import io.maphealth.core.Census;
import io.maphealth.core.Figures;
import io.maphealth.protocol.CensusDocument;
import java.util.OptionalLong;

/// The top of the HTML report: whom it is about, whether everything was read, the verdict and five figures.
final class PageHeader {
    private PageHeader() {}

    static void write(HtmlWriter html, CensusDocument document) {
        Census census = document.census();
        html.open("header")
                .open("h1")
                .text("Map health of ")
                .element("span", Names.whole(census.target().name()))
                .close()
                .open("p", "class", "facts");
        TargetLine.facts(census).forEach(fact -> html.element("span", fact).text(" "));
        html.close();
        census.incompleteReason().ifPresent(reason -> incomplete(html, reason));
        String verdict = Urgency.summary(document.findings()) + ". " + TargetLine.totals(census) + ".";
        html.element("p", verdict, "class", "verdict");
        tiles(html, census);
        split(html, Memory.of(census.totals()));
        html.close().line();
    }

    private static void incomplete(HtmlWriter html, String reason) {
        html.open("p", "class", "incomplete", "role", "note")
                .element("b", "Not everything was read: ")
                .text(Names.whole(reason))
                .text(". Figures cover what was.")
                .close();
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
    }

    private static OptionalLong entries(Census census) {
        OptionalLong iterated = census.totals().iterated();
        return iterated.isPresent() ? iterated : census.totals().count();
    }

    private static void tile(HtmlWriter html, String name, String value) {
        html.open("div", "class", name).element("dt", name).element("dd", value).close();
    }

    private static void split(HtmlWriter html, Memory memory) {
        if (memory.neededBytes().isEmpty() || memory.heldBytes() == 0) {
            return;
        }
        html.open("div", "class", "whole");
        MemoryBars.write(html, memory, memory.heldBytes(), MemoryBars.words(memory));
        html.close()
                .open("p", "class", "legend")
                .element("span", "needed by the entries", "class", "needed")
                .element("span", "ghost: held and not needed", "class", "ghost")
                .close();
    }
}
