package io.maphealth.hprof.record;

import io.maphealth.hprof.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
            DumpBytes unpacked = packed instanceof DumpBytes.Members compressed
                    ? filled(threads, into -> inflate(compressed.members(), into))
                    : filled(1, into -> copy(packed.from(0), into));
            packed.close();
            return unpacked;
        } catch (NoRoomException e) {
            progress.notUnpacked(String.valueOf(e.getMessage()));
            return packed;
        }
    }

    /// The bytes of a stream, which is read to its end when it starts as a dump does.
    DumpBytes kept(ByteSource stream) throws IOException, InterruptedException, MalformedDumpException {
        return filled(1, into -> copy(stream, into));
    }

    private DumpBytes filled(int files, Fill fill) throws IOException, InterruptedException, MalformedDumpException {
        Spool spool = Spool.in(folder, files, mostBytes);
        boolean filled = false;
        try {
            progress.unpacking(folder);
            DumpBytes bytes = fill.fill(spool);
            filled = true;
            return bytes;
        } finally {
            if (!filled) {
                spool.close();
            }
        }
    }

    private interface Fill {
        DumpBytes fill(Spool spool) throws IOException, InterruptedException, MalformedDumpException;
    }

    private DumpBytes copy(ByteSource source, Spool into)
            throws IOException, InterruptedException, MalformedDumpException {
        try (SpoolFilling filling = new SpoolFilling(source, into, 0, progress)) {
            filling.copyTo(DumpHeader.MOST_BYTES);
            DumpHeader.read(into.bytes().from(0));
            filling.copyTo(Long.MAX_VALUE);
            return into.bytes();
        }
    }

    /// Members are independent of each other, each thread has its own and its own file; a damaged one ends the dump as
    /// a cut does.
    private DumpBytes inflate(GzipMembers members, Spool into) throws IOException, InterruptedException {
        AtomicLong end = new AtomicLong(members.position(members.count()));
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (int worker = 0; worker < threads; worker++) {
            int file = worker;
            workers.add(() -> inflateStripe(members, into, file, end));
        }
        Workers.run(workers);
        into.endAt(end.get());
        return into.bytes(members);
    }

    private boolean inflateStripe(GzipMembers members, Spool into, int file, AtomicLong end)
            throws IOException, InterruptedException {
        try (SpoolFilling filling = new SpoolFilling(new MembersSource(members, 0), into, file, progress)) {
            for (int i = file; i < members.count() && members.position(i) < end.get(); i += threads) {
                filling.skipTo(members.position(i));
                if (!filling.copyTo(members.position(i + 1))) {
                    end.accumulateAndGet(filling.position(), Math::min);
                }
            }
            return true;
        }
    }
}
