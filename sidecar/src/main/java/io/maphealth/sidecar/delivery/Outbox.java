package io.maphealth.sidecar.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/// Reports that wait to be taken, oldest first, within a bound on their number and bytes: what no longer fits
/// pushes out the oldest. Several threads may use it.
final class Outbox {
    private final int mostReports;
    private final long mostBytes;
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private long bytes;
    private long written;

    Outbox(int mostReports, long mostBytes) {
        this.mostReports = mostReports;
        this.mostBytes = mostBytes;
    }

    /// A report that waits, and its number, which no other has.
    static final class Letter {
        private final long number;
        private final byte[] report;

        private Letter(long number, byte[] report) {
            this.number = number;
            this.report = report;
        }

        byte[] report() {
            return report;
        }
    }

    /// Adds a report.
    ///
    /// @return how many older ones had to go
    synchronized int add(byte[] report) {
        waiting.addLast(new Letter(written++, report));
        bytes += report.length;
        int dropped = 0;
        while (waiting.size() > 1 && (waiting.size() > mostReports || bytes > mostBytes)) {
            bytes -= waiting.removeFirst().report().length;
            dropped++;
        }
        notifyAll();
        return dropped;
    }

    /// The oldest, which stays until it is [#done]; waits for one.
    synchronized Letter next() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return waiting.getFirst();
    }

    /// Takes out what was sent, unless it was pushed out in the meantime.
    synchronized void done(Letter letter) {
        if (!waiting.isEmpty() && waiting.getFirst().number == letter.number) {
            waiting.removeFirst();
            bytes -= letter.report().length;
        }
    }

    synchronized int size() {
        return waiting.size();
    }
}
