package io.maphealth.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalShowsEachTableInPlaceOfTheLast() {
        Screen screen = new Screen(out, true);
        screen.show(List.of("one", "two"));
        screen.show(List.of("three"));
        screen.show(List.of("four"));

        assertThat(shown()).isEqualTo("one\ntwo\n\u001b[2A\u001b[Jthree\n\u001b[1A\u001b[Jfour\n");
    }

    @Test
    void aFileGetsEveryTenthTable() {
        Screen screen = new Screen(out, false);
        for (int number = 0; number <= 10; number++) {
            screen.show(List.of("table " + number));
        }

        assertThat(shown()).isEqualTo("table 0\ntable 10\n");
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
