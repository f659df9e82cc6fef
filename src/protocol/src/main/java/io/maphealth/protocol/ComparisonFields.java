package io.maphealth.protocol;

import io.maphealth.core.CensusComparison;
import io.maphealth.core.SiteChange;
import io.maphealth.core.SiteSnapshot;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/// What has changed since an earlier look, as fields of the document. It is written for people and other programs and
/// never read: whoever has both looks can compare them.
final class ComparisonFields {
    private ComparisonFields() {}

    /// @param top how many changes to write
    static void write(FieldWriter out, CensusComparison comparison, int top) throws IOException {
        out.object("before", () -> {
            out.instant("takenAt", comparison.before());
            out.number("heldBytes", comparison.heldBefore());
            out.number("newSites", comparison.newSites());
            out.number("goneSites", comparison.goneSites());
        });
        out.array("changes", () -> {
            for (SiteChange change : comparison.changes().stream().limit(top).toList()) {
                out.element(() -> write(out, change));
            }
        });
    }

    /// A site that one of the looks does not have has no figures there.
    private static void write(FieldWriter out, SiteChange change) throws IOException {
        SiteFields.writeName(out, change.site());
        out.number("gainedEntries", change.entries());
        out.number("gainedBytes", change.bytes());
        writeFigures(out, "Before", change.before());
        writeFigures(out, "Now", change.now());
    }

    private static void writeFigures(FieldWriter out, String when, Optional<SiteSnapshot> site) throws IOException {
        if (site.isPresent()) {
            out.number("maps" + when, site.get().maps());
            out.number("count" + when, site.get().count());
            out.number("heldBytes" + when, OptionalLong.of(site.get().heldBytes()));
        }
    }
}
