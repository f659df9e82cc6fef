package io.maphealth.it.demo;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.protocol.UnreadableDocumentException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A shop, its sidecar and what that has shown so far: the last census, how many there were, and every finding that
/// was ever active, as it was last.
final class Watched implements AutoCloseable {
    private final Shop shop;
    private final Sidecar sidecar;
    private final Set<Instant> looks = new HashSet<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private Optional<Census> last = Optional.empty();

    Watched(Shop shop, Sidecar sidecar) {
        this.shop = shop;
        this.sidecar = sidecar;
    }

    void refresh() throws IOException, InterruptedException, UnreadableDocumentException {
        Optional<CensusDocument> document = sidecar.census();
        last = document.map(CensusDocument::census);
        last.ifPresent(census -> looks.add(census.takenAt()));
        document.map(CensusDocument::findings).orElse(List.of()).forEach(this::remember);
    }

    Shop shop() {
        return shop;
    }

    int looks() {
        return looks.size();
    }

    Optional<Census> last() {
        return last;
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    List<Planted> missing() {
        return shop.faults().stream()
                .filter(fault -> findings.values().stream().noneMatch(fault::isFoundBy))
                .toList();
    }

    /// Findings that nobody planted.
    List<Finding> falseAlarms() {
        return findings.values().stream()
                .filter(finding -> shop.faults().stream().noneMatch(fault -> fault.explains(finding)))
                .toList();
    }

    @Override
    public void close() {
        sidecar.close();
        shop.program().close();
    }

    private void remember(Finding finding) {
        findings.put(finding.kind() + " " + finding.verdict().site().name(), finding);
    }
}
