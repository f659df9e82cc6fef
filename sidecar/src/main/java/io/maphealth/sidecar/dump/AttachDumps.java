package io.maphealth.sidecar.dump;

import io.maphealth.hotspot.attach.AttachClient;
import io.maphealth.hotspot.attach.AttachFailedException;
import io.maphealth.hotspot.attach.AttachedJvm;
import io.maphealth.hotspot.attach.DiagnosticCommand.HeapDump;
import io.maphealth.sidecar.dump.HeapSize.Basis;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.SourceUnavailableException;
import io.maphealth.sidecar.target.TargetMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Asks a HotSpot for dumps of its live objects. It writes them in its own file system, where we read them through
/// `/proc/PID/root` and delete them; `folder` is named as the target names it, and its `/tmp` serves where that is
/// not there.
public final class AttachDumps implements DumpWay {
    private static final Path TMP = Path.of("/tmp");
    private static final Path PROC = Path.of("/proc");
    private static final List<DumpFormat> FORMATS = List.of(DumpFormat.values());

    private final long pid;
    private final Path folder;
    private final DumpDesk desk;
    private final AttachClient client;

    public AttachDumps(long pid, Path folder, DumpDesk desk) {
        this.pid = pid;
        this.folder = folder;
        this.desk = desk;
        this.client = AttachClient.waitingAtMost(Duration.ofSeconds(30));
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public ObtainedDump obtain() throws SourceUnavailableException, InterruptedException {
        try {
            AttachedJvm jvm = client.attach(pid);
            Path target = Files.isDirectory(jvm.seenFromHere(folder)) ? folder : TMP;
            DumpTurn turn = desk.begin(
                    heapSize(jvm), room(new DumpFolder(jvm.seenFromHere(target), target, mounts())), FORMATS);
            return dump(jvm, turn, target.resolve(DumpFolder.newName(turn.format())));
        } catch (AttachFailedException e) {
            throw unavailable(e);
        } catch (IOException e) {
            throw new SourceUnavailableException(
                    FailureReason.DENIED, "the folder for dumps of process " + pid + " cannot be looked at: " + e, e);
        }
    }

    private ObtainedDump dump(AttachedJvm jvm, DumpTurn turn, Path file)
            throws AttachFailedException, InterruptedException {
        Path seen = jvm.seenFromHere(file);
        boolean written = false;
        try {
            long began = System.nanoTime();
            jvm.dump(new HeapDump(file, false, turn.format().gzipLevel()), longest(turn));
            Duration pause = Duration.ofNanos(System.nanoTime() - began);
            turn.paused(pause);
            ObtainedDump dump =
                    new ObtainedDump(seen, pause, jvm.version(), OptionalLong.of(pid), () -> turn.closeAndDelete(seen));
            written = true;
            return dump;
        } finally {
            if (!written) {
                turn.closeAndDelete(seen);
            }
        }
    }

    /// It was allowed to take its forecast; ten times as long is a target that will not come back.
    private static Duration longest(DumpTurn turn) {
        return turn.forecast().pause().multipliedBy(10).plusMinutes(1);
    }

    static HeapSize heapSize(AttachedJvm jvm) throws AttachFailedException, InterruptedException {
        OptionalLong used = jvm.heapUsedBytes();
        return used.isPresent()
                ? new HeapSize(used.getAsLong(), Basis.USED)
                : new HeapSize(
                        new TargetMemory(PROC, jvm.pid()).residentBytes().orElse(Long.MAX_VALUE / 4), Basis.RESIDENT);
    }

    private DumpRoom room(DumpFolder target) throws IOException {
        target.removeLeftovers(Instant.now());
        return new DumpRoom(
                target.usedBytes(), target.freeBytes(), target.inMemory(), new TargetMemory(PROC, pid).freeBytes());
    }

    private Path mounts() {
        return PROC.resolve(Long.toString(pid)).resolve("mountinfo");
    }

    static SourceUnavailableException unavailable(AttachFailedException e) {
        FailureReason reason = switch (e.reason()) {
            case GONE -> FailureReason.TARGET_GONE;
            case NOT_HOTSPOT, DISABLED -> FailureReason.UNSUPPORTED;
            case DENIED -> FailureReason.DENIED;
            case TIMEOUT -> FailureReason.TIMEOUT;
            case REFUSED, UNREADABLE -> FailureReason.UNREADABLE;
        };
        return new SourceUnavailableException(reason, String.valueOf(e.getMessage()), e);
    }
}
