package io.maphealth.core;

import java.time.Instant;
import java.util.Optional;

/// What every finding says: about whom, how sure, how urgent and since when.
///
/// `map` is the id of one map where the finding is about one; `confidence` is in 0..1.
public record Verdict(Site site, Optional<String> map, Severity severity, double confidence, Instant since) {}
