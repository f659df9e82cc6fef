package io.maphealth.protocol;

import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a report as a sidecar of this version, or of the two before, wrote it, within bounds.
///
/// It is as strict as [CensusReader]. `SCHEMAS` are the versions that it reads: there has been one so far. When a field
/// changes its meaning, a version is added here with its own reading, and the oldest of more than three goes.
public final class ReportReader {
    /// Versions that are read, newest first.
    public static final List<String> SCHEMAS = List.of(Report.SCHEMA);

    private static final int MOST_LOOKS = 8;
    private static final int MOST_FAILURES = 32;
    private static final int MOST_LEVEL = 3;

    private final ReadingBounds bounds;

    public ReportReader(ReadingBounds bounds) {
        this.bounds = bounds;
    }

    /// Reads to the end of the stream, which it closes.
    ///
    /// @param origin what to call the document in messages, such as the sender's address
    /// @throws IOException the stream itself failed
    public Report read(String origin, InputStream in) throws IOException, UnreadableDocumentException {
        Row row = RowReader.read(
                new RowReader.Origin(origin, in, bounds), new RowReader.Form(Set.copyOf(SCHEMAS), shape(), Map.of()));
        return new Report(
                row.text("sidecarVersion"),
                row.instant("startedAt"),
                row.instant("sentAt"),
                readReporter(row.row("reporter")),
                readLevel(row),
                row.amount("round"),
                row.millis("intervalMillis"),
                readLooks(row),
                readFindings(row),
                readFailures(row));
    }

    private Shape shape() {
        Shape.Elements sites = new Shape.Elements(Shape.FLAT, bounds.sites());
        Shape look = new Shape(LookFields.OBJECTS, Map.of("sites", sites));
        return new Shape(
                Map.of("reporter", Shape.FLAT),
                Map.of(
                        "looks",
                        new Shape.Elements(look, MOST_LOOKS),
                        "findings",
                        new Shape.Elements(FindingFields.SHAPE, bounds.findings()),
                        "failures",
                        new Shape.Elements(Shape.FLAT, MOST_FAILURES)));
    }

    private static int readLevel(Row row) throws UnreadableDocumentException {
        long level = row.amount("level");
        if (level < 1 || level > MOST_LEVEL) {
            throw row.refused("level", "1, 2 or 3");
        }
        return (int) level;
    }

    private static Reporter readReporter(Row row) throws UnreadableDocumentException {
        return new Reporter(
                row.text("namespace"),
                row.text("pod"),
                row.optionalText("podUid"),
                row.text("container"),
                row.optionalText("workloadKind"),
                row.optionalText("workload"));
    }

    private static List<Look> readLooks(Row report) throws UnreadableDocumentException {
        List<Look> looks = new ArrayList<>();
        for (Row row : report.rows("looks")) {
            List<SiteSnapshot> sites = new ArrayList<>();
            for (Row site : row.rows("sites")) {
                sites.add(SiteFields.read(site));
            }
            looks.add(new Look(LookFields.read(row, List.of(), sites), row.amount("droppedSites")));
        }
        return looks;
    }

    private static List<ReportedFinding> readFindings(Row report) throws UnreadableDocumentException {
        List<ReportedFinding> findings = new ArrayList<>();
        for (Row row : report.rows("findings")) {
            findings.add(new ReportedFinding(
                    FindingFields.read(row, row.instant("changedAt")),
                    row.word("state", ReportedFinding.State.values(), ReportedFinding.State::label),
                    row.instant("changedAt")));
        }
        return findings;
    }

    private static List<SourceFailure> readFailures(Row report) throws UnreadableDocumentException {
        List<SourceFailure> failures = new ArrayList<>();
        for (Row row : report.rows("failures")) {
            failures.add(new SourceFailure(
                    row.word("source", SourceKind.values(), SourceKind::label),
                    row.text("reason"),
                    row.text("message"),
                    row.amount("failures"),
                    row.instant("since")));
        }
        return failures;
    }
}
