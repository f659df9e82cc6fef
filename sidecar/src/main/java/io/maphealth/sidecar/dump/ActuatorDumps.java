package io.maphealth.sidecar.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.maphealth.sidecar.config.DumpConfig;
import io.maphealth.sidecar.dump.HeapSize.Basis;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.HttpFetcher;
import io.maphealth.sidecar.source.HttpLimits;
import io.maphealth.sidecar.source.HttpQuestion;
import io.maphealth.sidecar.source.SourceUnavailableException;
import io.maphealth.sidecar.target.TargetMemory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Dumps that a Spring Boot program sends (`/actuator/heapdump`), kept in our folder while they are read.
///
/// How large its heap is says the endpoint beside it, `metrics/jvm.memory.used`; where that is not exposed, the
/// container's memory limit stands in.
public final class ActuatorDumps implements DumpWay {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(10);
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpQuestion heapdump;
    private final HttpQuestion used;
    private final Place place;
    private final HttpFetcher fetcher;
    private final DumpDesk desk;

    /// Where the dumps are kept, and the memory limit of the target's container as far as it is known.
    public record Place(Path folder, OptionalLong memoryLimitBytes) {}

    /// @param fetcher within [#limits]
    public ActuatorDumps(URI url, Place place, HttpFetcher fetcher, DumpDesk desk) {
        this.heapdump = HttpQuestion.get(
                url,
                "application/octet-stream",
                "expose heapdump in management.endpoints.web.exposure.include and set"
                        + " management.endpoint.heapdump.access=unrestricted");
        this.used = HttpQuestion.get(
                url.resolve("metrics/jvm.memory.used?tag=area:heap"),
                "application/json",
                "expose metrics in management.endpoints.web.exposure.include");
        this.place = place;
        this.fetcher = fetcher;
        this.desk = desk;
    }

    /// What a dump may take on its way: its pause, its transfer, the quota.
    public static HttpLimits limits(DumpConfig dumps) {
        return new HttpLimits(CONNECT, dumps.livenessBudget().plus(LONGEST_TRANSFER), dumps.quotaBytes());
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public ObtainedDump obtain() throws SourceUnavailableException, InterruptedException {
        DumpTurn turn = desk.begin(heapSize(), room(), List.of(DumpFormat.PLAIN));
        Path file = place.folder().resolve(DumpFolder.newName(DumpFormat.PLAIN));
        boolean complete = false;
        try {
            ObtainedDump dump = receive(turn, file);
            complete = true;
            return dump;
        } finally {
            if (!complete) {
                turn.closeAndDelete(file);
            }
        }
    }

    /// The program stands still until it begins to answer: it sends a file that it has written before.
    private ObtainedDump receive(DumpTurn turn, Path file) throws SourceUnavailableException, InterruptedException {
        long asked = System.nanoTime();
        Duration pause = fetcher.fetch(heapdump, body -> {
            Duration waited = Duration.ofNanos(System.nanoTime() - asked);
            Files.copy(body, file);
            return waited;
        });
        turn.paused(pause);
        return new ObtainedDump(file, pause, Optional.empty(), OptionalLong.empty(), () -> turn.closeAndDelete(file));
    }

    private HeapSize heapSize() throws SourceUnavailableException, InterruptedException {
        try {
            return new HeapSize(fetcher.fetch(used, this::value), Basis.USED);
        } catch (SourceUnavailableException unavailable) {
            if (place.memoryLimitBytes().isPresent()) {
                return new HeapSize(place.memoryLimitBytes().getAsLong(), Basis.LIMIT);
            }
            throw new SourceUnavailableException(
                    unavailable.reason(),
                    "how large the heap is cannot be told before a dump: " + unavailable.getMessage()
                            + ", or set MAPHEALTH_MEMORY_LIMIT_BYTES",
                    unavailable);
        }
    }

    /// `{"measurements":[{"statistic":"VALUE","value":1.2E8}]}`: the sum over the areas asked for.
    private long value(InputStream answer) throws IOException, SourceUnavailableException {
        try (JsonParser json = JSON.createParser(answer)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isNumeric() && "value".equals(json.currentName())) {
                    return Math.max(0, (long) json.getDoubleValue());
                }
            }
        } catch (JsonProcessingException e) {
            throw used.failed(FailureReason.UNREADABLE, "not JSON: " + e.getOriginalMessage(), e);
        }
        throw used.failed(FailureReason.UNREADABLE, "no value in the answer");
    }

    private DumpRoom room() throws SourceUnavailableException {
        DumpFolder folder = DumpFolder.ofOurs(place.folder());
        try {
            folder.removeLeftovers(Instant.now());
            OptionalLong memory = folder.inMemory() ? TargetMemory.ofOurs().freeBytes() : OptionalLong.empty();
            return new DumpRoom(folder.usedBytes(), folder.freeBytes(), folder.inMemory(), memory);
        } catch (IOException e) {
            throw new SourceUnavailableException(
                    FailureReason.DENIED,
                    place.folder() + " cannot take dumps: " + e + "; mount a writable folder and set"
                            + " MAPHEALTH_DUMP_FOLDER to it",
                    e);
        }
    }
}
