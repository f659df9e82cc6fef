package io.maphealth.protocol;

import io.maphealth.core.Finding;
import io.maphealth.core.Growth;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One finding as the fields of an object, both ways. `path` and `summary` follow from other fields and
/// are never read.
final class FindingFields {
    static final Shape SHAPE = Shape.of(Map.of("evidence", Shape.FLAT));

    private FindingFields() {}

    /// @param path how the map that it is about is reached, where that is known
    static void write(FieldWriter out, Finding finding, Optional<String> path) throws IOException {
        Verdict verdict = finding.verdict();
        out.text("kind", finding.kind());
        out.text("severity", verdict.severity().label());
        out.fraction("confidence", verdict.confidence());
        SiteFields.writeName(out, verdict.site());
        out.text("map", verdict.map());
        out.text("path", path);
        out.instant("since", verdict.since());
        out.text("summary", finding.summary());
        out.object("evidence", () -> writeEvidence(out, finding));
    }

    /// The figures as core names them, and the words beside them.
    private static void writeEvidence(FieldWriter out, Finding finding) throws IOException {
        for (Map.Entry<String, Number> figure : finding.evidence().entrySet()) {
            if (figure.getValue() instanceof Double fraction) {
                out.fraction(figure.getKey(), fraction);
            } else {
                out.number(figure.getKey(), figure.getValue().longValue());
            }
        }
        switch (finding) {
            case Finding.GhostMemory ghost -> SiteFields.writePeakEvidence(out, ghost.peakEvidence());
            case Finding.LeakGrowth leak -> out.text("shape", word(leak.shape()));
            case Finding.BrokenContract broken -> out.text("breach", word(broken.breach()));
            case Finding.CountDrift _, Finding.Residency _, Finding.Collision _, Finding.GrowthStalled _ -> {}
        }
    }

    /// `MUTATED_KEY` as `mutated-key`.
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param takenAt since when, where the finding does not say
    static Finding read(Row row, Instant takenAt) throws UnreadableDocumentException {
        Verdict verdict = new Verdict(
                readSite(row),
                row.optionalText("map"),
                row.word("severity", Severity.values(), Severity::label),
                row.share("confidence"),
                row.optionalInstant("since").orElse(takenAt));
        Row evidence = row.row("evidence");
        return switch (row.text("kind")) {
            case "CountDrift" ->
                new Finding.CountDrift(
                        verdict,
                        evidence.number("count"),
                        evidence.amount("iterated"),
                        evidence.amount("allowedDrift"));
            case "GhostMemory" ->
                new Finding.GhostMemory(
                        verdict,
                        evidence.amount("heldBytes"),
                        evidence.amount("neededBytes"),
                        evidence.optionalAmount("peakCount"),
                        SiteFields.readPeakEvidence(evidence));
            case "LeakGrowth" -> readLeak(verdict, evidence);
            case "Residency" ->
                new Finding.Residency(verdict, evidence.amount("ghostBytes"), evidence.amount("gcCycles"));
            case "Collision" ->
                new Finding.Collision(
                        verdict,
                        evidence.amount("longestProbe"),
                        evidence.amount("allowedProbe"),
                        evidence.number("count"));
            case "GrowthStalled" -> readStall(verdict, evidence);
            case "BrokenContract" ->
                new Finding.BrokenContract(
                        verdict,
                        evidence.word("breach", Finding.Breach.values(), FindingFields::word),
                        evidence.amount("entries"),
                        evidence.number("count"));
            default -> throw row.refused("kind", "one of the seven findings");
        };
    }

    private static Site readSite(Row row) throws UnreadableDocumentException {
        String name = row.text("site");
        return new Site(name, row.optionalText("type").orElse(name), row.optionalText("owner"));
    }

    private static Finding readLeak(Verdict verdict, Row evidence) throws UnreadableDocumentException {
        return new Finding.LeakGrowth(
                verdict,
                evidence.share("leakScore"),
                evidence.word("shape", Finding.LeakShape.values(), FindingFields::word),
                evidence.optionalFraction("entriesPerHour"),
                evidence.fraction("bytesPerHour"),
                evidence.optionalSeconds("secondsToLimit"));
    }

    private static Finding readStall(Verdict verdict, Row evidence) throws UnreadableDocumentException {
        return new Finding.GrowthStalled(
                verdict,
                new Growth(evidence.amount("growthMoved"), evidence.amount("growthTotal")),
                (int) evidence.amount("rounds"),
                evidence.amount("heldBytes"));
    }
}
