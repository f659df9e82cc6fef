package io.maphealth.sidecar.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(3, 10);

    @Test
    void theOldestComesFirstAndStaysUntilItIsDone() throws InterruptedException {
        add("one");
        add("two");

        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("one");
        outbox.done(outbox.next());
        assertThat(next()).isEqualTo("two");
    }

    @Test
    void whatIsTooManyPushesOutTheOldest() throws InterruptedException {
        add("1");
        add("2");
        add("3");

        assertThat(add("4")).isEqualTo(1);
        assertThat(next()).isEqualTo("2");
    }

    @Test
    void whatIsTooLongPushesOutTheOldestButNeverItself() throws InterruptedException {
        add("12345");

        assertThat(add("1234567890123")).isEqualTo(1);
        assertThat(next()).isEqualTo("1234567890123");
        assertThat(outbox.size()).isEqualTo(1);
    }

    @Test
    void doneAfterBeingPushedOutTakesNothingElse() throws InterruptedException {
        add("1");
        Outbox.Letter sending = outbox.next();
        add("2");
        add("3");
        add("4");

        outbox.done(sending);

        assertThat(next()).isEqualTo("2");
    }

    private int add(String report) {
        return outbox.add(report.getBytes(StandardCharsets.UTF_8));
    }

    private String next() throws InterruptedException {
        return new String(outbox.next().report(), StandardCharsets.UTF_8);
    }
}
