package io.maphealth.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MappingsTest {
    @Test
    void readsWhatTheKernelWrites() {
        Mappings mappings = Mappings.parse(Stream.of(
                "00400000-00402000 r-xp 00001000 08:01 42 /bin/a program",
                "c000000000-c000400000 rw-p 00000000 00:00 0 ",
                "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]"));

        assertThat(mappings.all())
                .containsExactly(
                        new Mapping(new AddressRange(0x400000, 0x402000), true, false, true, 0x1000, "/bin/a program"),
                        new Mapping(new AddressRange(0xc000000000L, 0xc000400000L), true, true, false, 0, ""));
        assertThat(mappings.at(0x401FFF)).isPresent();
        assertThat(mappings.at(0x402000)).isEmpty();
        assertThat(mappings.at(0x3FFFFF)).isEmpty();
    }

    @Test
    void leavesOutWhatItCannotRead() {
        assertThat(Mappings.parse(Stream.of("", "x", "1-2", "zz-2 rw-p 0 0 0", "1-2 rw-p zz 0 0"))
                        .all())
                .isEmpty();
    }
}
