package io.maphealth.protocol;

import io.maphealth.core.Contract;
import io.maphealth.core.Drift;
import io.maphealth.core.Growth;
import io.maphealth.core.MapSnapshot;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/// One map as the fields of an object, both ways.
///
/// `drift`, `allowedDrift` and `growing` follow from the other fields: they are written for people and other programs
/// and never read.
final class MapFields {
    private MapFields() {}

    static void write(FieldWriter out, MapSnapshot map) throws IOException {
        out.text("id", map.id());
        out.text("type", map.site().type());
        out.text("kind", map.kind());
        out.text("owner", map.site().owner());
        out.text("site", map.site().name());
        out.text("path", map.path());
        out.number("count", map.count());
        out.number("iterated", map.iterated());
        if (map.drift().isPresent()) {
            out.number("drift", map.drift());
            out.number("allowedDrift", Drift.allowed(map.count().orElseThrow()));
        }
        out.number("capacity", map.capacity());
        out.number("tombstones", map.tombstones());
        out.number("heldBytes", map.heldBytes());
        out.number("neededBytes", map.neededBytes());
        out.number("longestProbe", map.longestProbe());
        out.number("allowedProbe", map.allowedProbe());
        writeGrowth(out, map.growth());
        SiteFields.writePeakEvidence(out, map.peakEvidence());
        writeContract(out, map.contract());
        if (map.stopped()) {
            out.flag("stopped", true);
        }
    }

    static MapSnapshot read(Row row) throws UnreadableDocumentException {
        return new MapSnapshot(
                row.text("id"),
                SiteFields.readName(row),
                row.text("kind"),
                row.optionalNumber("count"),
                row.optionalAmount("iterated"),
                row.optionalAmount("capacity"),
                row.optionalAmount("tombstones"),
                row.optionalAmount("heldBytes").orElse(0),
                row.optionalAmount("neededBytes"),
                row.optionalAmount("longestProbe"),
                row.optionalAmount("allowedProbe"),
                readGrowth(row),
                SiteFields.readPeakEvidence(row),
                readContract(row),
                row.optionalFlag("stopped").orElse(false),
                row.optionalText("path"));
    }

    private static void writeGrowth(FieldWriter out, Optional<Growth> growth) throws IOException {
        out.flag("growing", growth.isPresent());
        if (growth.isPresent()) {
            out.number("growthMoved", growth.get().moved());
            out.number("growthTotal", growth.get().total());
        }
    }

    private static Optional<Growth> readGrowth(Row row) throws UnreadableDocumentException {
        OptionalLong moved = row.optionalAmount("growthMoved");
        OptionalLong total = row.optionalAmount("growthTotal");
        if (moved.isEmpty() && total.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Growth(row.amount("growthMoved"), row.amount("growthTotal")));
    }

    private static void writeContract(FieldWriter out, Contract contract) throws IOException {
        out.number("misplacedEntries", contract.misplaced());
        out.number("unequalKeys", contract.unequalKeys());
        out.number("selfHeldEntries", contract.selfHeld());
        out.number("staleEntries", contract.stale());
        out.number("cyclicBins", contract.cyclicBins());
        out.number("unlinkedEntries", contract.unlinked());
    }

    private static Contract readContract(Row row) throws UnreadableDocumentException {
        return new Contract(
                row.optionalAmount("misplacedEntries"),
                row.optionalAmount("unequalKeys"),
                row.optionalAmount("selfHeldEntries"),
                row.optionalAmount("staleEntries"),
                row.optionalAmount("cyclicBins"),
                row.optionalAmount("unlinkedEntries"));
    }
}
