package io.maphealth.it.demo;

import io.maphealth.core.Finding;
import io.maphealth.core.Verdict;

/// A fault that a program has on purpose: what it is called and the words that must name its map.
record Planted(String kind, String place) {
    boolean isFoundBy(Finding finding) {
        Verdict verdict = finding.verdict();
        return finding.kind().equals(kind) && verdict.site().name().contains(place);
    }

    @Override
    public String toString() {
        return kind + " at " + place;
    }
}
