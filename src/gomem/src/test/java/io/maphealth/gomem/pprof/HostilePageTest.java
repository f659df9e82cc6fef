package io.maphealth.gomem.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostilePageTest {
    private static final CapturedPage PAGE = CapturedPage.of("go1.24.9");
    private static final String STACK = "1: 8 [1: 8] @";

    @Test
    void refusesEveryPrefixWithOneLine() throws Exception {
        String page = small();
        read(page);
        for (int length = 0; length < page.length(); length++) {
            assertOneLine(page.substring(0, length));
        }
    }

    @Test
    void answersAThousandCorruptionsWithACensusOrOneLine() throws Exception {
        SplittableRandom random = new SplittableRandom(20261121);
        int refused = 0;
        for (int round = 0; round < 1000; round++) {
            byte[] bytes = PAGE.text().getBytes(StandardCharsets.UTF_8);
            for (int damage = random.nextInt(1, 8); damage > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                CapturedPage.reader().read(new ByteArrayInputStream(bytes), PAGE::functions);
            } catch (UnreadablePprofException e) {
                assertThat(e).message().hasLineCount(1).isPrintable();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<!doctype html> | line 1: expected \"heap profile: \", found \"<!doctype html>\"",
                "heap profile: x | line 1: expected objects in use, found \"x\"",
                "heap profile: 99999999999999999999: | line 1: expected objects in use, found \"99999999999999999999:\"",
                "heap profile: 1: 2 [3: 4] @ heap/1048576 | line 2: the page ends, expected a record",
            })
    void saysWhereAndWhy(String page, String message) {
        assertThatExceptionOfType(UnreadablePprofException.class)
                .isThrownBy(() -> read(page + "\n"))
                .withMessage(message);
    }

    @Test
    void refusesRecordsThatDoNotAddUp() {
        String page = PAGE.text().replaceFirst("heap profile: \\d+", "heap profile: 7");
        assertThatExceptionOfType(UnreadablePprofException.class)
                .isThrownBy(() -> read(page))
                .withMessageStartingWith("line 1: the records add up to ")
                .withMessageContaining("the first line says 7: ");
    }

    @Test
    void refusesALineThatNeverEnds() {
        assertThatExceptionOfType(UnreadablePprofException.class)
                .isThrownBy(() -> read(new Endless("", "x")))
                .withMessage("line 1: a line longer than 65536 bytes");
    }

    @Test
    void refusesAPageThatNeverEnds() throws Exception {
        PprofLimits oneMegabyte = new PprofLimits(1 << 20, 1 << 16, 1024, 100);
        PprofCensusReader reader = new PprofCensusReader(PAGE.census().target(), oneMegabyte, CapturedPage.CLOCK);
        assertThatExceptionOfType(UnreadablePprofException.class)
                .isThrownBy(() -> reader.read(
                        new Endless(header(), STACK + " 0x1\n#\t0x0\tmain.f+0x1\tf.go:1\n\n"), PAGE::functions))
                .withMessageEndingWith("more than 1048576 bytes");
    }

    @Test
    void refusesAStackThatNeverEnds() {
        assertThatExceptionOfType(UnreadablePprofException.class)
                .isThrownBy(() -> read(header() + STACK + " 0x1".repeat(1025) + "\n"))
                .withMessage("line 2: more than 1024 addresses in a stack");
        assertThatExceptionOfType(UnreadablePprofException.class)
                .isThrownBy(() -> read(new Endless(header() + STACK + " 0x1\n", "#\t0x0\n")))
                .withMessage("line 1027: more than 1024 frames in a stack");
    }

    /// One record and short rings, so that there are some hundred prefixes and not some ten thousand.
    private static String small() {
        String stats = PAGE.text().substring(PAGE.text().indexOf("# runtime.MemStats"));
        return header() + STACK + " 0x2 0x3\n#\t0x2\tmain.f+0x1\tf.go:1\n\n\n" + stats.replaceAll("\\[.*]", "[1 2 3]");
    }

    private static String header() {
        return "heap profile: 1: 8 [1: 8] @ heap/1048576\n";
    }

    private static void assertOneLine(String page) {
        assertThatExceptionOfType(UnreadablePprofException.class)
                .isThrownBy(() -> read(page))
                .satisfies(e -> assertThat(e).message().hasLineCount(1).isPrintable());
    }

    private static void read(String page) throws Exception {
        read(CapturedPage.stream(page));
    }

    private static void read(InputStream page) throws Exception {
        CapturedPage.reader().read(page, PAGE::functions);
    }

    /// A beginning, and then the same for ever.
    private static final class Endless extends InputStream {
        private final byte[] repeated;
        private byte[] current;
        private int position;

        Endless(String beginning, String repeated) {
            this.current = beginning.getBytes(StandardCharsets.UTF_8);
            this.repeated = repeated.repeat(1000).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            read(one, 0, 1);
            return one[0];
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (position == current.length) {
                current = repeated;
                position = 0;
            }
            int count = Math.min(length, current.length - position);
            System.arraycopy(current, position, into, offset, count);
            position += count;
            return count;
        }
    }
}
