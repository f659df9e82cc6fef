package io.maphealth.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventNoteTest {
    @Test
    void aShortNoteStaysAsItIs() {
        assertThat(EventNote.of("main.sessions only ever grows")).isEqualTo("main.sessions only ever grows");
    }

    @Test
    void aLongNoteIsCutBetweenCodePointsAndNeverBeyondWhatTheApiServerTakes() {
        for (String letter : List.of("a", "é", "€", "😀")) {
            for (int more = 0; more < 5; more++) {
                String cut = EventNote.of("x".repeat(more) + letter.repeat(2_000));

                assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(1_018, 1_024);
                assertThat(cut).endsWith(letter + "...");
            }
        }
    }
}
