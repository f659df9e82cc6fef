package io.maphealth.core;

import java.util.OptionalLong;

/// Every map that a look found, added up; never cut.
public record Totals(
        OptionalLong maps, OptionalLong count, OptionalLong iterated, long heldBytes, OptionalLong neededBytes) {}
