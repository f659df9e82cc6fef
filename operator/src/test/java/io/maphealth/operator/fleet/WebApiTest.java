package io.maphealth.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebApiTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://alerts:9093/sub", "http://alerts:9093/sub/", "http://alerts:9093/sub//"})
    void aStrokeAtTheEndOfAnAddressMakesNoDifference(String address) {
        assertThat(new WebApi(URI.create(address)).at("/api/v2/alerts"))
                .hasToString("http://alerts:9093/sub/api/v2/alerts");
    }
}
