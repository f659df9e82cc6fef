package io.maphealth.protocol;

import io.maphealth.core.Census;
import io.maphealth.core.CensusComparison;
import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What `maphealth.census/v1` says: one look at a target, what the detectors make of it, and what has changed since an
/// earlier look, where there is one to compare it with.
public record CensusDocument(Census census, List<Finding> findings, Optional<CensusComparison> before) {
    /// The first field of the document.
    public static final String SCHEMA = "maphealth.census/v1";

    public CensusDocument(Census census, List<Finding> findings) {
        this(census, findings, Optional.empty());
    }

    public CensusDocument {
        findings = List.copyOf(findings);
    }

    /// How the map that a finding is about is reached, or the largest of its site, where the look tells.
    public Optional<String> path(Finding finding) {
        Optional<String> id = finding.verdict().map();
        return Stream.concat(census.maps().stream(), census.suspects().stream())
                .filter(map -> id.map(map.id()::equals)
                        .orElseGet(() -> map.site().equals(finding.verdict().site())))
                .findFirst()
                .flatMap(MapSnapshot::path);
    }
}
