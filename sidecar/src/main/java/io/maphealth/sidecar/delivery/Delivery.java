package io.maphealth.sidecar.delivery;

import io.maphealth.protocol.Report;
import io.maphealth.protocol.ReportWriter;
import io.maphealth.sidecar.config.OperatorConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Sends reports in a thread of its own, one after the other. While the operator does not take them they wait, and the
/// pauses between tries grow to a minute; what it refuses for good is dropped. The loop never waits for it.
public final class Delivery implements AutoCloseable {
    private static final int MOST_REPORTS = 20;
    private static final long MOST_BYTES = 2 << 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Outbox outbox = new Outbox(MOST_REPORTS, MOST_BYTES);
    private final IntakeClient client;
    private final Consumer<String> warn;
    private final Consumer<ReportOutcome> outcomes;
    private final Thread thread;
    private String lastTrouble = "";

    private Delivery(IntakeClient client, Consumer<String> warn, Consumer<ReportOutcome> outcomes) {
        this.client = client;
        this.warn = warn;
        this.outcomes = outcomes;
        this.thread = Thread.ofPlatform().name("delivery").daemon().unstarted(this::deliver);
    }

    /// Starts to send whatever comes.
    ///
    /// @param warn is told in one line when sending begins to fail, or fails for another reason
    /// @param outcomes is told what became of each report
    public static Delivery start(OperatorConfig operator, Consumer<String> warn, Consumer<ReportOutcome> outcomes) {
        Delivery delivery = new Delivery(new IntakeClient(operator), warn, outcomes);
        delivery.thread.start();
        return delivery;
    }

    /// Takes a report to be sent soon.
    public void send(Report report) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            ReportWriter.compact().write(report, document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        for (int dropped = outbox.add(document.toByteArray()); dropped > 0; dropped--) {
            outcomes.accept(ReportOutcome.DROPPED);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void deliver() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                Outbox.Letter letter = outbox.next();
                IntakeClient.Outcome outcome = client.send(letter.report());
                if (outcome.settled()) {
                    outbox.done(letter);
                    outcomes.accept(outcome.trouble().isEmpty() ? ReportOutcome.TAKEN : ReportOutcome.REFUSED);
                    pause = FIRST_PAUSE;
                } else {
                    Thread.sleep(withJitter(pause));
                    pause = longer(pause);
                }
                tellTrouble(outcome.trouble());
            }
        } catch (InterruptedException _) {
            // the sidecar ends
        }
    }

    private void tellTrouble(String trouble) {
        if (!trouble.isEmpty() && !trouble.equals(lastTrouble)) {
            warn.accept("a report was not taken: " + trouble);
        }
        lastTrouble = trouble;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /// So that all sidecars of a cluster do not come back at once.
    private static Duration withJitter(Duration pause) {
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis()));
    }
}
