package io.maphealth.sidecar.cli;

import io.maphealth.core.Severity;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.protocol.CensusWriter;
import io.maphealth.sidecar.program.ExitStatus;
import io.maphealth.sidecar.report.HtmlReport;
import io.maphealth.sidecar.report.TextReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What every command that shows one census lets a person choose about it.
final class OutputOptions {
    @Option(
            names = "--top",
            paramLabel = "N",
            description = "How many maps and sites to list, largest first; 0 lists all (default ${DEFAULT-VALUE}).")
    private int top = 50;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json (maphealth.census/v1) or html (one file, nothing else needed); default"
                    + " ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; without it, to standard output.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "End with status 1 when there is a finding of this severity (info, warning, critical) or"
                    + " above; without it, never.")
    private Optional<Severity> failOn = Optional.empty();

    int top() {
        return top;
    }

    /// Shows the census.
    ///
    /// @return exit status
    int show(CensusDocument document, Terminal terminal) throws UnreadableInputException {
        try {
            write(document, terminal);
        } catch (IOException notWritten) {
            throw new UnreadableInputException("the report cannot be written: " + notWritten, notWritten);
        }
        boolean failed = document.findings().stream()
                .anyMatch(finding -> failOn.filter(
                                least -> finding.verdict().severity().compareTo(least) >= 0)
                        .isPresent());
        return failed ? ExitStatus.FINDINGS : ExitStatus.NOTHING_FOUND;
    }

    private void write(CensusDocument document, Terminal terminal) throws IOException {
        if (out.isEmpty()) {
            write(document, terminal.out());
            terminal.out().flush();
            return;
        }
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out.get()))) {
            write(document, file);
        }
    }

    private void write(CensusDocument document, OutputStream to) throws IOException {
        switch (format) {
            case TEXT -> to.write(new TextReport(top).of(document).getBytes(StandardCharsets.UTF_8));
            case JSON -> CensusWriter.indented(top).write(document, to);
            case HTML -> to.write(new HtmlReport(top).of(document).getBytes(StandardCharsets.UTF_8));
        }
    }
}
