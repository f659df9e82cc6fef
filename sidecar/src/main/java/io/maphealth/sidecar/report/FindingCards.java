package io.maphealth.sidecar.report;

import io.maphealth.core.Figures;
import io.maphealth.core.Finding;
import io.maphealth.core.Verdict;
import io.maphealth.protocol.CensusDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Findings with what they rest on and what to do, most urgent first.
final class FindingCards {
    private static final int MOST = 100;

    private FindingCards() {}

    static void write(HtmlWriter html, CensusDocument document) {
        List<Finding> sorted = Urgency.sorted(document.findings());
        for (Finding finding : sorted.subList(0, Math.min(MOST, sorted.size()))) {
            card(html, finding, document);
        }
        if (sorted.size() > MOST) {
            html.element("p", "and " + Figures.number(sorted.size() - MOST) + " more, less urgent");
        }
    }

    private static void card(HtmlWriter html, Finding finding, CensusDocument document) {
        Verdict verdict = finding.verdict();
        html.open("article", "class", "finding " + verdict.severity().label())
                .open("h3")
                .element("span", verdict.severity().label(), "class", "badge")
                .text(" " + finding.kind())
                .close()
                .element("p", finding.summary(), "class", "summary")
                .open("dl");
        for (Map.Entry<String, Number> figure : finding.evidence().entrySet()) {
            Evidence evidence = Evidence.of(figure.getKey(), figure.getValue());
            fact(html, evidence.name(), evidence.text());
        }
        fact(html, "confidence", String.format(Locale.ROOT, "%.0f %%", verdict.confidence() * 100));
        fact(html, "since", since(verdict.since(), document.census().takenAt()));
        verdict.map().ifPresent(map -> fact(html, "map", Names.whole(map)));
        document.path(finding).ifPresent(path -> fact(html, "path", Names.whole(path)));
        html.close().element("p", Advice.on(finding), "class", "advice").close().line();
    }

    private static void fact(HtmlWriter html, String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close();
    }

    private static String since(Instant since, Instant takenAt) {
        return since.isBefore(takenAt) ? Figures.duration(Duration.between(since, takenAt)) + " ago" : "in this look";
    }
}
