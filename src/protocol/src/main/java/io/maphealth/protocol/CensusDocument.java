package io.maphealth.protocol;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import java.util.List;

/// What `maphealth.census/v1` says: one look at a target and what the detectors make of it.
public record CensusDocument(Census census, List<Finding> findings) {
    /// The first field of the document.
    public static final String SCHEMA = "maphealth.census/v1";

    public CensusDocument {
        findings = List.copyOf(findings);
    }
}
