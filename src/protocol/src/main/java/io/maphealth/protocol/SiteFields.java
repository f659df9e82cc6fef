package io.maphealth.protocol;

import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import java.io.IOException;

/// A site and its figures as the fields of an object, both ways.
final class SiteFields {
    private SiteFields() {}

    static void write(FieldWriter out, SiteSnapshot site) throws IOException {
        writeName(out, site.site());
        out.number("maps", site.maps());
        out.number("count", site.count());
        out.number("iterated", site.iterated());
        out.number("heldBytes", site.heldBytes());
        out.number("neededBytes", site.neededBytes());
        writePeakEvidence(out, site.peakEvidence());
        out.fraction("samplingError", site.samplingError());
        out.fraction("keySurvival", site.keySurvival());
    }

    static SiteSnapshot read(Row row) throws UnreadableDocumentException {
        return new SiteSnapshot(
                readName(row),
                row.optionalAmount("maps"),
                row.optionalNumber("count"),
                row.optionalAmount("iterated"),
                row.optionalAmount("heldBytes").orElse(0),
                row.optionalAmount("neededBytes"),
                readPeakEvidence(row),
                row.optionalPositive("samplingError"),
                row.optionalShare("keySurvival"));
    }

    static void writeName(FieldWriter out, Site site) throws IOException {
        out.text("site", site.name());
        out.text("type", site.type());
        out.text("owner", site.owner());
    }

    static Site readName(Row row) throws UnreadableDocumentException {
        return new Site(row.text("site"), row.text("type"), row.optionalText("owner"));
    }

    /// Absent is none.
    static void writePeakEvidence(FieldWriter out, PeakEvidence evidence) throws IOException {
        if (evidence != PeakEvidence.NONE) {
            out.text("peakEvidence", evidence.label());
        }
    }

    static PeakEvidence readPeakEvidence(Row row) throws UnreadableDocumentException {
        return row.optionalWord("peakEvidence", PeakEvidence.values(), PeakEvidence::label)
                .orElse(PeakEvidence.NONE);
    }
}
