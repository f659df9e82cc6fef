package io.maphealth.sidecar.source;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.gomem.pprof.PprofCensusReader;
import io.maphealth.gomem.pprof.PprofLimits;
import io.maphealth.gomem.pprof.SymbolPage;
import io.maphealth.gomem.pprof.UnreadablePprofException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;

/// Map memory of a Go program by call site, from its own heap profile. A look is one GET, and one POST when there are
/// call stacks that were not seen before.
public final class PprofSource implements Source {
    private final HttpFetcher fetcher;
    private final HttpQuestion heap;
    private final URI symbol;
    private final PprofCensusReader reader;

    /// @param url the program's address, the folder of its pprof handlers, or its heap profile
    public PprofSource(HttpFetcher fetcher, URI url, Target target, InstantSource clock) {
        PprofAddress address = PprofAddress.of(url);
        this.fetcher = fetcher;
        this.heap = HttpQuestion.get(
                address.heap(),
                "text/plain",
                "is the program running and net/http/pprof imported there? if its handlers are at another path, set the"
                        + " URL to that of its heap profile");
        this.symbol = address.symbol();
        this.reader = new PprofCensusReader(target, PprofLimits.DEFAULT, clock);
    }

    @Override
    public SourceKind kind() {
        return SourceKind.PPROF;
    }

    @Override
    public Census look() throws SourceUnavailableException, InterruptedException {
        return fetcher.fetch(heap, this::census);
    }

    private Census census(InputStream page) throws IOException, SourceUnavailableException, InterruptedException {
        try {
            return reader.read(page, this::functions);
        } catch (UnreadablePprofException e) {
            throw heap.failed(FailureReason.UNREADABLE, "not a heap profile: " + e.getMessage(), e);
        }
    }

    private Map<Long, String> functions(Collection<Long> addresses)
            throws SourceUnavailableException, InterruptedException {
        HttpQuestion question = HttpQuestion.post(
                symbol,
                SymbolPage.question(addresses),
                "the handler pprof.Symbol must be beside the heap profile, it names the run-time's functions");
        return fetcher.fetch(question, answer -> {
            try {
                return SymbolPage.read(answer, PprofLimits.DEFAULT);
            } catch (UnreadablePprofException e) {
                throw question.failed(FailureReason.UNREADABLE, "not a list of symbols: " + e.getMessage(), e);
            }
        });
    }
}
