package io.maphealth.sidecar.report;

import io.maphealth.core.Figures;
import io.maphealth.core.Finding;
import io.maphealth.core.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Findings in the order in which a person should read them: most severe first, then most certain.
final class Urgency {
    private static final Comparator<Finding> MOST_URGENT_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.verdict().severity())
            .thenComparingDouble(finding -> finding.verdict().confidence())
            .reversed();

    private Urgency() {}

    static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().sorted(MOST_URGENT_FIRST).toList();
    }

    /// `3 findings: 1 critical, 2 warning`.
    static String summary(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "No findings";
        }
        List<String> parts = new ArrayList<>();
        for (Severity severity : List.of(Severity.CRITICAL, Severity.WARNING, Severity.INFO)) {
            long number = findings.stream()
                    .filter(finding -> finding.verdict().severity() == severity)
                    .count();
            if (number > 0) {
                parts.add(String.format(Locale.ROOT, "%,d %s", number, severity.label()));
            }
        }
        return Figures.count(findings.size(), "finding") + ": " + String.join(", ", parts);
    }
}
