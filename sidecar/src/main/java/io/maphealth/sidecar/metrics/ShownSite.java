package io.maphealth.sidecar.metrics;

import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;

/// A site that has series of its own, with its figures of the last look that found it.
record ShownSite(SourceKind source, SiteSnapshot figures) {}
