package io.maphealth.sidecar.dump;

import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Dumps that others drop in a folder, such as HotSpot's on an OutOfMemoryError: each is read once, when it is
/// complete, and left where it is.
///
/// A plain dump is complete when it ends with its last record, at once; any other file when it has not grown for
/// [#QUIET], whatever it then is. For one thread.
public final class DroppedDumps implements DumpWay {
    static final Duration QUIET = Duration.ofSeconds(30);

    private static final int MOST_FILES = 1_000;

    private final Path folder;
    private final LongSupplier nanoTime;
    private Map<Path, Seen> known = new HashMap<>();

    public DroppedDumps(Path folder, LongSupplier nanoTime) {
        this.folder = folder;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean ready() {
        try {
            return next().isPresent();
        } catch (IOException _) {
            return true; // so that obtain() says what is wrong
        }
    }

    @Override
    public ObtainedDump obtain() throws SourceUnavailableException {
        try {
            Path file = next().orElseThrow(
                            () -> new SourceUnavailableException(FailureReason.UNREACHABLE, folder + ": no new dump"));
            known.computeIfPresent(file, (_, seen) -> seen.read());
            return ObtainedDump.ofOthers(file);
        } catch (IOException e) {
            throw new SourceUnavailableException(
                    FailureReason.UNREACHABLE, folder + " cannot be watched for dumps: " + e + "; mount it", e);
        }
    }

    /// The oldest dump that is complete and was not read yet.
    private Optional<Path> next() throws IOException {
        look();
        return known.entrySet().stream()
                .filter(entry -> !entry.getValue().done())
                .filter(entry -> complete(entry.getKey(), entry.getValue()))
                .min(Comparator.comparingLong(entry -> entry.getValue().changedNanos()))
                .map(Map.Entry::getKey);
    }

    private void look() throws IOException {
        Map<Path, Seen> now = new HashMap<>();
        for (Path file : files()) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            String state = attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
            Seen before = known.get(file);
            boolean same = before != null && before.state().equals(state);
            now.put(file, same ? before : new Seen(state, nanoTime.getAsLong(), false));
        }
        known = now;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.hprof(\\.gz)?"))
                    .filter(file -> !DumpFolder.ours(file))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        }
    }

    private boolean complete(Path file, Seen seen) {
        return LastRecord.endsWithIt(file) || nanoTime.getAsLong() - seen.changedNanos() >= QUIET.toNanos();
    }

    /// A file as it was found: `state` changes with every write, `changedNanos` is when we first saw that state.
    private record Seen(String state, long changedNanos, boolean done) {
        Seen read() {
            return new Seen(state, changedNanos, true);
        }
    }
}
