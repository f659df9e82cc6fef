package io.maphealth.sidecar.report;

import io.maphealth.core.Census;
import io.maphealth.core.Figures;
import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.protocol.CensusDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A census and its findings for a terminal of 118 columns: what is wrong, then the largest sites and maps.
public final class TextReport {
    private static final int WIDTH = 118;
    private static final int INDENT = 2;
    private static final int MOST_FINDINGS = 10;
    private static final int KIND_WIDTH = 24;

    private static final TextTable<SiteSnapshot> SITES = new TextTable<SiteSnapshot>(
                    "largest sites", site -> Names.site(site.site()))
            .figure("maps", 7, site -> Known.number(site.maps()))
            .figure("count", 10, site -> Known.number(site.count()))
            .figure("iterated", 10, site -> Known.number(site.iterated()))
            .figure("held", 9, site -> Figures.bytes(site.heldBytes()))
            .figure("needed", 9, site -> Known.bytes(site.neededBytes()))
            .figure("ghost", 9, site -> Known.bytes(Memory.of(site).ghostBytes()));

    private static final TextTable<MapSnapshot> MAPS = new TextTable<MapSnapshot>(
                    "largest maps", map -> Names.site(map.site()))
            .figure("fill", 7, map -> Known.percent(Known.fill(map)))
            .figure("count", 10, map -> Known.number(map.count()))
            .figure("iterated", 10, map -> Known.number(map.iterated()))
            .figure("held", 9, map -> Figures.bytes(map.heldBytes()))
            .figure("needed", 9, map -> Known.bytes(map.neededBytes()))
            .figure("ghost", 9, map -> Known.bytes(map.ghostBytes()));

    private final int top;

    /// @param top how many sites and maps to show; 0 shows all
    public TextReport(int top) {
        this.top = top == 0 ? Integer.MAX_VALUE : top;
    }

    /// Lines of text, each ended by a newline.
    public String of(CensusDocument document) {
        Census census = document.census();
        List<String> lines = new ArrayList<>();
        lines.addAll(
                wrapped(Names.whole(census.target().name()) + ": " + String.join(", ", TargetLine.facts(census)), 0));
        lines.add(TargetLine.totals(census));
        census.incompleteReason()
                .ifPresent(reason -> lines.addAll(wrapped("INCOMPLETE: " + Names.whole(reason), INDENT)));
        lines.addAll(findings(document));
        document.before().ifPresent(before -> {
            lines.add("");
            lines.add(Changes.summary(before));
            lines.addAll(Changes.lines(before, WIDTH, top));
        });
        lines.add("");
        lines.addAll(SITES.lines(first(census.sites()), WIDTH));
        if (!census.maps().isEmpty()) {
            lines.add("");
            lines.addAll(MAPS.lines(first(census.maps()), WIDTH));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> findings(CensusDocument document) {
        List<Finding> findings = Urgency.sorted(document.findings());
        List<String> lines = new ArrayList<>();
        lines.add(Urgency.summary(findings) + (findings.isEmpty() ? "." : ""));
        for (Finding finding : findings.stream().limit(MOST_FINDINGS).toList()) {
            String kind = String.format(
                    Locale.ROOT, "  %-8s %s", finding.verdict().severity().label(), finding.kind());
            lines.addAll(wrapped(padded(kind) + " " + finding.summary(), KIND_WIDTH + 1));
            document.path(finding)
                    .filter(path -> !finding.summary().contains(path))
                    .ifPresent(path -> lines.addAll(wrapped(padded("") + " at " + Names.whole(path), KIND_WIDTH + 1)));
        }
        if (findings.size() > MOST_FINDINGS) {
            lines.add("  and " + Figures.number(findings.size() - MOST_FINDINGS) + " more");
        }
        return lines;
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(0, KIND_WIDTH - text.length()));
    }

    private <T> List<T> first(List<T> rows) {
        return rows.subList(0, Math.min(top, rows.size()));
    }

    /// Breaks at spaces where there are any; lines after the first are indented.
    private static List<String> wrapped(String text, int indent) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            int end = space > indent ? space : WIDTH;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = " ".repeat(indent) + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }
}
