package io.maphealth.hprof.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LibdeflateTest {
    private static final int AT = 100;

    private final byte[] raw = raw();
    private final byte[] packed = packed(raw);
    private final byte[] into = new byte[raw.length + 2 * AT];

    @BeforeAll
    static void needTheLibrary() {
        String without = "NOT RUN: members inflated at once; this machine has no libdeflate (Debian: libdeflate0)";
        if (Libdeflate.here().isEmpty()) {
            System.err.println(without);
        }
        assumeTrue(Libdeflate.here().isPresent(), without);
    }

    @Test
    void inflatesWhatZlibDeflated() {
        assertThat(inflate(packed, packed.length, raw.length)).isTrue();

        assertThat(Arrays.copyOfRange(into, AT, AT + raw.length)).isEqualTo(raw);
    }

    @Test
    void writesNothingOutsideItsPlace() {
        assertThat(inflate(packed, packed.length, raw.length - 1)).isFalse();

        assertThat(Arrays.copyOf(into, AT)).containsOnly(0);
        assertThat(Arrays.copyOfRange(into, AT + raw.length - 1, into.length)).containsOnly(0);
    }

    @Test
    void refusesWhatIsCutOrHasAnotherSize() {
        assertThat(inflate(packed, packed.length, raw.length + 1)).isFalse();
        for (int length = 0; length < packed.length; length += 13) {
            assertThat(inflate(packed, length, raw.length))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void refusesWhatWasChanged() {
        for (int changed = packed.length / 2; changed < packed.length; changed += 7) {
            byte[] other = packed.clone();
            other[changed] ^= 0x10;
            assertThat(inflate(other, other.length, raw.length))
                    .as("byte %d", changed)
                    .isFalse();
        }
    }

    private boolean inflate(byte[] member, int memberBytes, int bytes) {
        return Libdeflate.here()
                .orElseThrow()
                .inflate(ByteBuffer.wrap(member, 0, memberBytes), ByteBuffer.wrap(into, AT, bytes));
    }

    private static byte[] raw() {
        byte[] raw = new byte[10_000];
        Random random = new Random(1);
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) random.nextInt(1 + i % 20);
        }
        return raw;
    }

    private static byte[] packed(byte[] raw) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(raw);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
