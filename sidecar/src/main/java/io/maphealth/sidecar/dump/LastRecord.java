package io.maphealth.sidecar.dump;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The record that HotSpot writes last (HPROF binary format, `HEAP_DUMP_END`): u1 tag 0x2C, u4 microseconds and u4
/// length, both 0.
final class LastRecord {
    private static final int TAG = 0x2C;
    private static final int BYTES = 1 + 4 + 4;

    private LastRecord() {}

    /// Whether an uncompressed dump is complete; false where the file cannot be read.
    static boolean endsWithIt(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate(BYTES);
            int read = channel.read(end, Math.max(0, channel.size() - BYTES));
            return read == BYTES && end.get(0) == TAG && end.getInt(1) == 0 && end.getInt(5) == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
