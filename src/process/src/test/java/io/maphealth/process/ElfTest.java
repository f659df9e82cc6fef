package io.maphealth.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The oracle is this process: the kernel loaded its program file and says where its entry point is.
class ElfTest {
    private static final Path PROGRAM = Path.of("/proc/self/exe");
    private static final long ENTRY_POINT = 9;

    @TempDir
    private Path folder;

    @Test
    void theEntryPointIsWhereTheKernelPutIt() throws IOException, UnreadableElfException, UnreadableProcessException {
        try (Elf elf = Elf.open(PROGRAM);
                LiveMemory memory = LiveMemory.open(
                        Path.of("/proc"), ProcessHandle.current().pid())) {
            long loadedAt = memory.mappings()
                    .firstOf(memory.program().name())
                    .orElseThrow()
                    .range()
                    .start();

            assertThat(elf.header().entry() + loadedAt - elf.lowestAddress()).isEqualTo(kernelEntryPoint());
        }
    }

    @Test
    void findsSectionsAndSymbols() throws UnreadableElfException {
        try (Elf elf = Elf.open(PROGRAM)) {
            ElfSection text = elf.section(".text").orElseThrow();

            assertThat(text.address()).isPositive();
            assertThat(elf.section(".nothing")).isEmpty();
            assertThat(new ElfSymbols(elf).named("no such symbol")).isEmpty();
        }
    }

    @Test
    void everyPrefixAndEveryDamageIsReadOrRefusedInOneLine() throws IOException {
        byte[] whole = Files.readAllBytes(PROGRAM.toRealPath());
        SplittableRandom random = new SplittableRandom(4);
        Path damaged = folder.resolve("damaged");
        for (int round = 0; round < 400; round++) {
            byte[] bytes = whole.clone();
            for (int flips = 0; flips < 4; flips++) {
                bytes[random.nextInt(random.nextBoolean() ? 64 : bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int length = round % 2 == 0 ? bytes.length : random.nextInt(bytes.length);
            Files.write(damaged, java.util.Arrays.copyOf(bytes, length));

            readOrRefuse(damaged);
        }
    }

    @Test
    void aTextFileIsNoProgram() throws IOException {
        Path text = Files.write(folder.resolve("text"), List.of("hello ".repeat(100)));

        assertThatThrownBy(() -> Elf.open(text))
                .isInstanceOf(UnreadableElfException.class)
                .hasMessage("text: at byte 0: no 64-bit little-endian ELF file");
    }

    private static void readOrRefuse(Path file) {
        try (Elf elf = Elf.open(file)) {
            new ElfSymbols(elf).select(ElfSymbol::function);
            ElfNotes.of(elf);
        } catch (UnreadableElfException refused) {
            assertThat(refused.getMessage()).startsWith("damaged: at byte").doesNotContain("\n");
        }
    }

    private static long kernelEntryPoint() throws IOException {
        ByteBuffer vector =
                ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv"))).order(ByteOrder.LITTLE_ENDIAN);
        while (vector.getLong() != ENTRY_POINT) {
            vector.getLong();
        }
        return vector.getLong();
    }
}
