package io.maphealth.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertBookTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Alert LEAK = new Alert(Map.of("alertname", "MapLeakSuspected"), Map.of(), NOW);

    private final AlertBook book = new AlertBook();

    @Test
    void anAlertIsToldAtOnceAndThenOnceAMinute() {
        assertThat(tell(List.of(LEAK), NOW)).hasSize(1);
        assertThat(tell(List.of(LEAK), NOW.plusSeconds(15))).isEmpty();
        assertThat(tell(List.of(LEAK), NOW.plusSeconds(60))).hasSize(1);
    }

    @Test
    void itsEndIsToldUntilItIsTaken() {
        tell(List.of(LEAK), NOW);
        assertThat(book.due(List.of(), NOW.plusSeconds(15)))
                .extracting(AlertBook.Message::endsAt)
                .containsExactly(NOW.plusSeconds(15));
        assertThat(tell(List.of(), NOW.plusSeconds(30))).hasSize(1);
        assertThat(tell(List.of(), NOW.plusSeconds(45))).isEmpty();
    }

    @Test
    void anAlertOutlastsSeveralLostMessagesAndThenEndsByItself() {
        assertThat(book.due(List.of(LEAK), NOW))
                .extracting(AlertBook.Message::endsAt)
                .containsExactly(NOW.plus(AlertBook.VALID));
        assertThat(AlertBook.VALID).isGreaterThan(AlertBook.REPEAT.multipliedBy(3));
    }

    @Test
    void whatWasNeverToldNeedsNoEnd() {
        book.due(List.of(LEAK), NOW);
        assertThat(book.due(List.of(), NOW.plusSeconds(15))).isEmpty();
    }

    private List<AlertBook.Message> tell(List<Alert> active, Instant now) {
        List<AlertBook.Message> due = book.due(active, now);
        book.taken(due, now);
        return due;
    }
}
