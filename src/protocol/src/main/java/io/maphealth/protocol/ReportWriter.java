package io.maphealth.protocol;

import io.maphealth.core.SiteSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Writes a report as `maphealth.report/v1`, field by field, and never closes the stream.
public final class ReportWriter {
    private final boolean indented;

    private ReportWriter(boolean indented) {
        this.indented = indented;
    }

    /// One line, for programs.
    public static ReportWriter compact() {
        return new ReportWriter(false);
    }

    /// A field a line, for people.
    public static ReportWriter indented() {
        return new ReportWriter(true);
    }

    public void write(Report report, OutputStream to) throws IOException {
        try (FieldWriter out = new FieldWriter(to, indented)) {
            out.document(() -> writeFields(out, report));
        }
    }

    private static void writeFields(FieldWriter out, Report report) throws IOException {
        out.text("schema", Report.SCHEMA);
        out.text("sidecarVersion", report.sidecarVersion());
        out.instant("startedAt", report.startedAt());
        out.instant("sentAt", report.sentAt());
        out.object("reporter", () -> writeReporter(out, report.reporter()));
        out.number("level", report.level());
        out.number("round", report.round());
        out.millis("intervalMillis", report.interval());
        out.array("looks", () -> {
            for (Look look : report.looks()) {
                out.element(() -> writeLook(out, look));
            }
        });
        out.array("findings", () -> {
            for (ReportedFinding finding : report.findings()) {
                out.element(() -> writeFinding(out, finding));
            }
        });
        out.array("failures", () -> {
            for (SourceFailure failure : report.failures()) {
                out.element(() -> writeFailure(out, failure));
            }
        });
    }

    private static void writeReporter(FieldWriter out, Reporter reporter) throws IOException {
        out.text("namespace", reporter.namespace());
        out.text("pod", reporter.pod());
        out.text("podUid", reporter.podUid());
        out.text("container", reporter.container());
        out.text("workloadKind", reporter.workloadKind());
        out.text("workload", reporter.workload());
    }

    private static void writeLook(FieldWriter out, Look look) throws IOException {
        LookFields.write(out, look.census());
        out.array("sites", () -> {
            for (SiteSnapshot site : look.census().sites()) {
                out.element(() -> SiteFields.write(out, site));
            }
        });
        out.number("droppedSites", look.droppedSites());
    }

    private static void writeFinding(FieldWriter out, ReportedFinding reported) throws IOException {
        FindingFields.write(out, reported.finding(), Optional.empty());
        out.text("state", reported.state().label());
        out.instant("changedAt", reported.changedAt());
    }

    private static void writeFailure(FieldWriter out, SourceFailure failure) throws IOException {
        out.text("source", failure.source().label());
        out.text("reason", failure.reason());
        out.text("message", failure.message());
        out.number("failures", failure.failures());
        out.instant("since", failure.since());
    }
}
