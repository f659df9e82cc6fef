package io.maphealth.javamaps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNamesTest {
    @ParameterizedTest
    @CsvSource({
        "java/util/Map$Entry, java.util.Map$Entry",
        "com/acme/App$$Lambda+0x00007f1234567890, com.acme.App$$Lambda",
        "com/acme/App$$Lambda/0x00007f1234567890, com.acme.App$$Lambda",
        "com/acme/App$$Lambda$14/0x0000000800c03000, com.acme.App$$Lambda",
        "com/acme/App$$Lambda$14/532854629, com.acme.App$$Lambda",
        "com/acme/Proxy+0x00007f1234567890, com.acme.Proxy",
        "com/acme/Size0x10, com.acme.Size0x10",
    })
    void noNumberThatAnotherRunHasNotIsPartOfAName(String internal, String readable) {
        assertThat(ClassNames.readable(internal)).isEqualTo(readable);
    }
}
