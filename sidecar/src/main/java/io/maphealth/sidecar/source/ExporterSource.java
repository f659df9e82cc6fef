package io.maphealth.sidecar.source;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.protocol.CensusReader;
import io.maphealth.protocol.ReadingBounds;
import io.maphealth.protocol.UnreadableDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/// The census that a program gives of its own maps with one of the exporter libraries.
public final class ExporterSource implements Source {
    private static final String USUAL = "/debug/maps";

    private final HttpFetcher fetcher;
    private final HttpQuestion question;
    private final CensusReader reader = new CensusReader(ReadingBounds.CENSUS);

    /// @param url the program's address, or that of its census where it is not at `/debug/maps`
    public ExporterSource(HttpFetcher fetcher, URI url) {
        String path = url.getRawPath();
        this.fetcher = fetcher;
        this.question = HttpQuestion.get(
                path == null || path.isEmpty() || path.equals("/") ? url.resolve(USUAL) : url,
                "application/json",
                "is the program running and the exporter's handler mounted there?");
    }

    @Override
    public SourceKind kind() {
        return SourceKind.EXPORTER;
    }

    @Override
    public Census look() throws SourceUnavailableException, InterruptedException {
        return fetcher.fetch(question, this::census);
    }

    private Census census(InputStream document) throws IOException, SourceUnavailableException {
        try {
            return exported(reader.read("census", document).census());
        } catch (UnreadableDocumentException e) {
            throw question.failed(FailureReason.UNREADABLE, "not a census: " + e.getMessage(), e);
        }
    }

    /// Whatever the program says of itself, this came from an exporter: other sources are judged by other rules.
    private static Census exported(Census census) {
        Target said = census.target();
        return census.with(new Target(said.runtime(), said.version(), SourceKind.EXPORTER, said.pid(), said.name()));
    }
}
