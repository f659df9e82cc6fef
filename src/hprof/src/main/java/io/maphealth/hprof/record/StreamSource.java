package io.maphealth.hprof.record;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of a stream that is still arriving.
record StreamSource(InputStream stream) implements ByteSource {
    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        return stream.read(into, at, most);
    }

    @Override
    public void skip(long bytes) throws IOException {
        stream.skipNBytes(bytes);
    }
}
