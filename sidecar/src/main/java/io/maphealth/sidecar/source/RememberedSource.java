package io.maphealth.sidecar.source;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;

/// A source that remembers whether the target is one that it can never read: another collector, no permission.
public final class RememberedSource implements Source {
    private final Source source;
    private boolean useless;

    public RememberedSource(Source source) {
        this.source = source;
    }

    /// Whether the last look failed for good.
    public boolean useless() {
        return useless;
    }

    @Override
    public SourceKind kind() {
        return source.kind();
    }

    @Override
    public boolean ready() {
        return source.ready();
    }

    @Override
    public Census look() throws SourceUnavailableException, InterruptedException {
        try {
            Census census = source.look();
            useless = false;
            return census;
        } catch (SourceUnavailableException unavailable) {
            useless = switch (unavailable.reason()) {
                case DENIED, UNSUPPORTED -> true;
                case UNREACHABLE, TIMEOUT, UNREADABLE, TOO_LARGE, TARGET_GONE, REFUSED, INTERNAL -> false;
            };
            throw unavailable;
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
