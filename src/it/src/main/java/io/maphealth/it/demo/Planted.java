package io.maphealth.it.demo;

import io.maphealth.core.Finding;
import io.maphealth.core.Verdict;
import java.util.Set;

/// A fault that a program has on purpose: what it is called, the words that must name its map, and what else may be
/// said of that map in time.
record Planted(String kind, String place, Set<String> consequences) {
    Planted(String kind, String place) {
        this(kind, place, Set.of());
    }

    boolean isFoundBy(Finding finding) {
        return finding.kind().equals(kind) && isAt(finding.verdict());
    }

    boolean explains(Finding finding) {
        return isFoundBy(finding) || (consequences.contains(finding.kind()) && isAt(finding.verdict()));
    }

    private boolean isAt(Verdict verdict) {
        return verdict.site().name().contains(place);
    }

    @Override
    public String toString() {
        return kind + " at " + place;
    }
}
