package io.maphealth.sidecar.dump;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.hprof.HeapDumpReader;
import io.maphealth.hprof.UnreadableHeapException;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.Source;
import io.maphealth.sidecar.source.SourceUnavailableException;

/// Looks at a JVM through heap dumps, whichever way they come. A dump that is ours is gone when the look ends.
public final class HeapDumpSource implements Source {
    private final DumpWay way;
    private final HeapDumpReader reader;
    private final String targetName;

    public HeapDumpSource(DumpWay way, HeapDumpReader reader, String targetName) {
        this.way = way;
        this.reader = reader;
        this.targetName = targetName;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.HEAP_DUMP;
    }

    @Override
    public boolean ready() {
        return way.ready();
    }

    @Override
    public Census look() throws SourceUnavailableException, InterruptedException {
        try (ObtainedDump dump = way.obtain()) {
            return of(dump, reader.read(dump.file()));
        } catch (UnreadableHeapException e) {
            throw new SourceUnavailableException(FailureReason.UNREADABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /// What the dump's file cannot tell: whose it is, and how long it stood still for it.
    private Census of(ObtainedDump dump, Census read) {
        Target target = new Target(TargetRuntime.JVM, dump.version(), SourceKind.HEAP_DUMP, dump.pid(), targetName);
        return read.with(target).pausedFor(dump.pause());
    }
}
