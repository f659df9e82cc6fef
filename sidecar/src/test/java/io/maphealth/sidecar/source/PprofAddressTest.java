package io.maphealth.sidecar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PprofAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:6060, http://127.0.0.1:6060/debug/pprof/heap?debug=1, http://127.0.0.1:6060/debug/pprof/symbol",
        "http://h/, http://h/debug/pprof/heap?debug=1, http://h/debug/pprof/symbol",
        "http://h/debug/pprof, http://h/debug/pprof/heap?debug=1, http://h/debug/pprof/symbol",
        "http://h/debug/pprof/, http://h/debug/pprof/heap?debug=1, http://h/debug/pprof/symbol",
        "http://h/debug/pprof/heap, http://h/debug/pprof/heap?debug=1, http://h/debug/pprof/symbol",
        "http://h/debug/pprof/heap?debug=0, http://h/debug/pprof/heap?debug=1, http://h/debug/pprof/symbol",
        "https://h/internal/profiles, https://h/internal/profiles/heap?debug=1, https://h/internal/profiles/symbol",
        "http://h/p/heap?key=k, http://h/p/heap?key=k&debug=1, http://h/p/symbol?key=k",
        "http://[::1]:6060, http://[::1]:6060/debug/pprof/heap?debug=1, http://[::1]:6060/debug/pprof/symbol",
    })
    void isFoundFromWhatAPersonGives(URI given, URI heap, URI symbol) {
        assertThat(PprofAddress.of(given)).isEqualTo(new PprofAddress(heap, symbol));
    }

    @Test
    void isAnHttpAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PprofAddress.of(URI.create("127.0.0.1")))
                .withMessage("not an http or https URL with a host: 127.0.0.1");
    }
}
