package io.maphealth.core.history;

import io.maphealth.core.SourceKind;
import java.time.Instant;
import java.util.OptionalLong;

/// One look at a target: through what, when, and whether it saw everything.
///
/// `gcCycles` is how often the target's collector had run by then, as far as any source could tell.
public record Look(SourceKind source, Instant takenAt, boolean complete, OptionalLong gcCycles) {}
