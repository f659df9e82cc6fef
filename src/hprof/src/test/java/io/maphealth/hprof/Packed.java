package io.maphealth.hprof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A dump compressed as HotSpot does it: members that inflate by themselves, the first with a comment.
public final class Packed {
    private static final int MEMBER_BYTES = 300;

    private Packed() {}

    public static byte[] byHotSpot(byte[] dump) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int start = 0; start < dump.length; start += MEMBER_BYTES) {
            byte[] part = Arrays.copyOfRange(dump, start, Math.min(dump.length, start + MEMBER_BYTES));
            out.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, (byte) (start == 0 ? 0x10 : 0), 0, 0, 0, 0, 4, 0});
            if (start == 0) {
                out.writeBytes("HPROF BLOCKSIZE=300\0".getBytes(StandardCharsets.US_ASCII));
            }
            out.writeBytes(deflated(part));
            CRC32 check = new CRC32();
            check.update(part);
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) check.getValue())
                    .putInt(part.length)
                    .array());
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] part) {
        try (Deflater deflater = new Deflater(1, true)) {
            deflater.setInput(part);
            deflater.finish();
            byte[] out = new byte[2 * MEMBER_BYTES];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }
}
