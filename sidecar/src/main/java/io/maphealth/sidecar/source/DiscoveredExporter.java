package io.maphealth.sidecar.source;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// An exporter on the usual port of this network namespace, whenever there is one: nobody has to configure it.
///
/// What answers there and is no census, or the census of another process than the target, is told once and then left
/// alone until it has gone.
public final class DiscoveredExporter implements Source {
    /// Where the exporter libraries serve unless they are told otherwise.
    public static final URI USUAL = URI.create("http://127.0.0.1:9465/debug/maps");

    private static final int CONNECT_MILLIS = 200;

    private final Source exporter;
    private final URI url;
    private final Supplier<OptionalLong> targetPid;
    private boolean stranger;

    /// @param url where an exporter may be
    /// @param targetPid of the target as its own pid namespace counts, where it is known
    public DiscoveredExporter(HttpFetcher fetcher, URI url, Supplier<OptionalLong> targetPid) {
        this.exporter = new ExporterSource(fetcher, url);
        this.url = url;
        this.targetPid = targetPid;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.EXPORTER;
    }

    @Override
    public boolean ready() {
        boolean open = somebodyListens();
        stranger &= open;
        return open && !stranger;
    }

    @Override
    public Census look() throws SourceUnavailableException, InterruptedException {
        try {
            Census census = exporter.look();
            stranger = isOfAnother(census);
            if (!stranger) {
                return census;
            }
            throw new SourceUnavailableException(
                    FailureReason.UNREADABLE,
                    "%s answers for process %d, which is not the target: left alone"
                            .formatted(url, census.target().pid().orElse(0)));
        } catch (SourceUnavailableException failed) {
            stranger |= failed.reason() == FailureReason.UNREADABLE;
            throw failed;
        }
    }

    private boolean isOfAnother(Census census) {
        OptionalLong said = census.target().pid();
        OptionalLong wanted = targetPid.get();
        return said.isPresent() && wanted.isPresent() && !said.equals(wanted);
    }

    private boolean somebodyListens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
