package io.maphealth.sidecar.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaProgramNameTest {
    @ParameterizedTest
    @CsvSource({
        "java -Xmx64m -cp a:b com.acme.Shop --port 1, com.acme.Shop",
        "/usr/bin/java -jar /opt/app/checkout.jar, checkout.jar",
        "java --add-opens java.base/java.lang=ALL-UNNAMED -p mods -m com.acme/com.acme.Shop, com.acme.Shop",
        "java @options Shop.java, Shop.java",
    })
    void isTheMainClassModuleOrJar(String commandLine, String name) {
        assertThat(JavaProgramName.of(List.of(commandLine.split(" ")))).contains(name);
    }

    @Test
    void isUnknownWhereNothingTells() {
        assertThat(JavaProgramName.of(List.of("java", "-version"))).isEmpty();
        assertThat(JavaProgramName.of(List.of("java", "-jar"))).isEmpty();
        assertThat(JavaProgramName.of(Path.of("/proc"), 0)).isEmpty();
    }
}
