package io.maphealth.hprof.record;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// What the first bytes of a dump say, and how many they are.
record DumpHeader(int idBytes, Instant writtenAt, long bytes) {
    /// No header is longer.
    static final int MOST_BYTES = 64;

    private static final String MAGIC = "JAVA PROFILE 1.0.";
    private static final int MOST_VERSION_BYTES = 32;

    /// From a source at the start of a dump, which is closed.
    static DumpHeader read(ByteSource source) throws IOException, MalformedDumpException {
        try (Window window = new Window(8, MOST_BYTES, source, 0)) {
            int length = versionBytes(window);
            window.need(length + 13);
            int idBytes = window.i4(window.at() + length + 1);
            if (idBytes != 4 && idBytes != 8) {
                throw new MalformedDumpException("header", 0, "ids of " + idBytes + " bytes");
            }
            Instant writtenAt = Instant.ofEpochMilli(window.i8(window.at() + length + 5));
            return new DumpHeader(idBytes, writtenAt, length + 13);
        } catch (EOFException e) {
            throw new MalformedDumpException("header", 0, "the file ends within");
        }
    }

    /// Bytes of the version up to its end sign.
    private static int versionBytes(Window window) throws IOException, MalformedDumpException {
        byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
        window.need(magic.length);
        if (!Arrays.equals(window.copy(window.at(), magic.length), magic)) {
            throw new MalformedDumpException("header", 0, "not a heap dump: it does not start with " + MAGIC);
        }
        int length = magic.length;
        while (length < MOST_VERSION_BYTES) {
            window.need(length + 1);
            if (window.u1(window.at() + length) == 0) {
                return length;
            }
            length++;
        }
        throw new MalformedDumpException("header", 0, "its version has no end");
    }
}
