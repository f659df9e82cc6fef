package io.maphealth.core;

import java.util.Optional;
import java.util.OptionalLong;

/// The watched program, as far as a source knows it.
///
/// `version` is the run-time's own, such as `go1.26.8` or `25.0.3`; `pid` is absent for files and URLs.
public record Target(
        TargetRuntime runtime, Optional<String> version, SourceKind source, OptionalLong pid, String name) {}
