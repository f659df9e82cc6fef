package io.maphealth.protocol;

import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `maphealth.census/v1` as somebody else wrote it, within bounds.
///
/// Refused: another schema, a missing required field, a wrong type, a negative size, an unknown word, a field twice,
/// more than the bounds, anything after the end. Ignored: fields that this version does not know, and those that follow
/// from others (`drift`, `allowedDrift`, `growing`, `summary`, a finding's `path`, `before`, `changes`). Suspects are
/// told by the rule that core tells them by.
public final class CensusReader {
    private final ReadingBounds bounds;

    public CensusReader(ReadingBounds bounds) {
        this.bounds = bounds;
    }

    /// Reads to the end of the stream, which it closes.
    ///
    /// @param origin what to call the document in messages: a file, a URL
    /// @throws IOException the stream itself failed
    public CensusDocument read(String origin, InputStream in) throws IOException, UnreadableDocumentException {
        List<MapSnapshot> maps = new ArrayList<>();
        List<SiteSnapshot> sites = new ArrayList<>();
        List<Row> findings = new ArrayList<>();
        RowReader.Form form = new RowReader.Form(
                Set.of(CensusDocument.SCHEMA),
                Shape.of(LookFields.OBJECTS),
                Map.of(
                        "maps",
                        new RowReader.Stream(Shape.FLAT, bounds.maps(), row -> maps.add(MapFields.read(row))),
                        "sites",
                        new RowReader.Stream(Shape.FLAT, bounds.sites(), row -> sites.add(SiteFields.read(row))),
                        "findings",
                        new RowReader.Stream(FindingFields.SHAPE, bounds.findings(), findings::add)));
        Row document = RowReader.read(new RowReader.Origin(origin, in, bounds), form);
        return new CensusDocument(
                LookFields.read(document, maps, sites), readFindings(findings, document.instant("takenAt")));
    }

    private static List<Finding> readFindings(List<Row> rows, Instant takenAt) throws UnreadableDocumentException {
        List<Finding> findings = new ArrayList<>();
        for (Row row : rows) {
            findings.add(FindingFields.read(row, takenAt));
        }
        return findings;
    }
}
