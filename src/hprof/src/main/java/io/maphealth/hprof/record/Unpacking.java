package io.maphealth.hprof.record;

import io.maphealth.hprof.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How a dump that is compressed, or that passes by only once, gets to be read several times: its bytes go to a
/// temporary file.
///
/// @param folder where that file is
/// @param mostBytes how large it may become; 0: a compressed file is inflated again for each scan
/// @param threads how many may inflate what HotSpot compressed
public record Unpacking(Path folder, long mostBytes, int threads, Progress progress) {
    /// The same bytes in a temporary file, or as they are when they need none or there is no room for one.
    DumpBytes unpacked(DumpBytes packed) throws IOException, InterruptedException, MalformedDumpException {
        if (packed instanceof DumpBytes.Plain || mostBytes == 0) {
            return packed;
        }
        try {
            DumpBytes unpacked = filled(into -> {
                if (packed instanceof DumpBytes.Members compressed) {
                    inflate(compressed.members(), into);
                } else {
                    copy(packed.from(0), into);
                }
            });
            packed.close();
            return unpacked;
        } catch (NoRoomException e) {
            progress.notUnpacked(String.valueOf(e.getMessage()));
            return packed;
        }
    }

    /// The bytes of a stream, which is read to its end when it starts as a dump does.
    DumpBytes kept(ByteSource stream) throws IOException, InterruptedException, MalformedDumpException {
        return filled(into -> copy(stream, into));
    }

    private DumpBytes filled(Fill fill) throws IOException, InterruptedException, MalformedDumpException {
        Spool spool = Spool.in(folder, mostBytes);
        boolean filled = false;
        try {
            progress.unpacking(folder);
            fill.fill(spool);
            filled = true;
            return spool.bytes();
        } finally {
            if (!filled) {
                spool.close();
            }
        }
    }

    private interface Fill {
        void fill(Spool spool) throws IOException, InterruptedException, MalformedDumpException;
    }

    private void copy(ByteSource source, Spool into) throws IOException, InterruptedException, MalformedDumpException {
        try (SpoolFilling filling = new SpoolFilling(source, into, progress)) {
            filling.copyTo(DumpHeader.MOST_BYTES);
            DumpHeader.read(into.bytes().from(0));
            filling.copyTo(Long.MAX_VALUE);
        }
    }

    /// Members are independent of each other; a damaged one ends the dump as a cut does.
    private void inflate(GzipMembers members, Spool into) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicLong end = new AtomicLong(members.position(members.count()));
        Callable<Boolean> worker = () -> {
            try (SpoolFilling filling = new SpoolFilling(new MembersSource(members, 0), into, progress)) {
                for (int i = next.getAndIncrement(); i < members.count(); i = next.getAndIncrement()) {
                    if (members.position(i) < end.get()) {
                        filling.skipTo(members.position(i));
                        if (!filling.copyTo(members.position(i + 1))) {
                            end.accumulateAndGet(filling.position(), Math::min);
                        }
                    }
                }
                return true;
            }
        };
        Workers.run(Collections.nCopies(threads, worker));
        into.endAt(end.get());
    }
}
