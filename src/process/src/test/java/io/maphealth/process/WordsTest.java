package io.maphealth.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The oracle is this very process: what it wrote at an address must be read there.
class WordsTest {
    private static final int PAGE = 1 << 14;

    @Test
    void readsWordsAlsoAcrossItsPages() throws Exception {
        try (Arena arena = Arena.ofConfined();
                LiveMemory memory = LiveMemory.open(
                        Path.of("/proc"), ProcessHandle.current().pid())) {
            MemorySegment written = arena.allocate(4 * PAGE, PAGE);
            written.set(ValueLayout.JAVA_LONG_UNALIGNED, PAGE - 3, 0x1122334455667788L);
            written.set(ValueLayout.JAVA_INT, 8, -2);
            written.setString(2 * PAGE - 4, "across");
            Words words = new Words(memory);

            assertThat(words.longAt(written.address() + PAGE - 3)).isEqualTo(0x1122334455667788L);
            assertThat(words.unsignedIntAt(written.address() + 8)).isEqualTo(0xFFFF_FFFEL);
            assertThat(words.unsignedByteAt(written.address() + PAGE - 3)).isEqualTo(0x88);
            assertThat(words.textUpToZeroAt(written.address() + 2 * PAGE - 4, 100))
                    .isEqualTo("across");
            assertThat(words.textUpToZeroAt(written.address() + 2 * PAGE - 4, 3))
                    .isEqualTo("acr");
        }
    }

    @Test
    void keepsWhatItReadUntilItForgets() throws Exception {
        try (Arena arena = Arena.ofConfined();
                LiveMemory memory = LiveMemory.open(
                        Path.of("/proc"), ProcessHandle.current().pid())) {
            MemorySegment written = arena.allocate(64, 64);
            Words words = new Words(memory);
            assertThat(words.intAt(written.address())).isZero();

            written.set(ValueLayout.JAVA_INT, 0, 7);
            assertThat(words.intAt(written.address())).isZero();

            words.forget();
            assertThat(words.intAt(written.address())).isEqualTo(7);
        }
    }

    @Test
    void namesTheAddressThatCannotBeRead() throws Exception {
        try (LiveMemory memory =
                LiveMemory.open(Path.of("/proc"), ProcessHandle.current().pid())) {
            assertThatThrownBy(() -> new Words(memory).longAt(0x10))
                    .isInstanceOf(UnreadableMemoryException.class)
                    .hasMessage("8 bytes at 0x10 cannot be read");
        }
    }
}
