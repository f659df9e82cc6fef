package io.maphealth.javamaps;

import java.util.List;

/// Entries that a table of primitive cells cannot show, for their keys look like empty cells.
public sealed interface HiddenEntries {
    record None() implements HiddenEntries {}

    /// One, when a boolean field of the map is set; `counted` where the map's count includes it.
    record ByFlag(String field, boolean counted) implements HiddenEntries {}

    /// One for each flag that is set in an object to which a field refers; the map's count does not include them.
    record ByFlagsOf(String field, String className, List<String> flags) implements HiddenEntries {}
}
