package io.maphealth.hprof.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.hprof.Packed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Members come out the same whether they are wanted as a whole, and inflated at once where the machine can, or in
/// parts.
class MembersSourceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {7, 299, 300, 1_000})
    void givesTheBytesFromAnyPositionHoweverManyAreWanted(int most) throws IOException {
        byte[] raw = new byte[2_000];
        new Random(1).nextBytes(raw);
        Path file = Files.write(folder.resolve("dump.gz"), Packed.byHotSpot(raw));

        try (FileChannel channel = FileChannel.open(file)) {
            GzipMembers members = GzipMembers.find(channel).orElseThrow();
            for (int position = 0; position <= raw.length; position += 50) {
                assertThat(rest(new MembersSource(members, position), most, raw.length - position))
                        .as("from %d", position)
                        .isEqualTo(Arrays.copyOfRange(raw, position, raw.length));
            }
        }
    }

    private static byte[] rest(MembersSource source, int most, int bytes) throws IOException {
        byte[] rest = new byte[bytes + most];
        int end = 0;
        for (int read = source.read(rest, end, most); read >= 0; read = source.read(rest, end, most)) {
            assertThat(read).isPositive().isLessThanOrEqualTo(most);
            end += read;
        }
        source.close();
        return Arrays.copyOf(rest, end);
    }
}
