package io.maphealth.protocol;

import io.maphealth.core.Census;
import io.maphealth.core.CensusComparison;
import io.maphealth.core.Finding;
import java.util.List;
import java.util.Optional;

/// What `maphealth.census/v1` says: one look at a target and what the detectors make of it. What has changed since an
/// earlier look, where there is one to compare it with, is for reports and not in the JSON.
public record CensusDocument(Census census, List<Finding> findings, Optional<CensusComparison> before) {
    /// The first field of the document.
    public static final String SCHEMA = "maphealth.census/v1";

    public CensusDocument(Census census, List<Finding> findings) {
        this(census, findings, Optional.empty());
    }

    public CensusDocument {
        findings = List.copyOf(findings);
    }
}
