package io.maphealth.operator.fleet;

import io.maphealth.operator.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;

/// Tells one Alertmanager what it is still to hear; what it does not take it is told again in the next round.
final class AlertCourier {
    private static final System.Logger LOG = System.getLogger(AlertCourier.class.getName());

    private final AlertBook book = new AlertBook();
    private final AlertmanagerClient client;
    private final URI address;
    private final MeterRegistry meters;
    private String trouble = "";

    AlertCourier(HttpClient http, URI address, MeterRegistry meters) {
        this.client = new AlertmanagerClient(http, address);
        this.address = address;
        this.meters = meters;
    }

    void deliver(List<Alert> active, Instant now) throws InterruptedException {
        List<AlertBook.Message> due = book.due(active, now);
        if (due.isEmpty()) {
            return;
        }
        try {
            client.post(due);
            book.taken(due, now);
            count(due.size(), "taken");
            trouble = "";
        } catch (IOException failed) {
            count(due.size(), "failed");
            tellOnce(failed.toString());
        }
    }

    private void count(int alerts, String outcome) {
        Metric.ALERTS.counter(meters, outcome).increment(alerts);
    }

    private void tellOnce(String now) {
        if (!now.equals(trouble)) {
            LOG.log(System.Logger.Level.WARNING, "{0} did not take alerts: {1}; told again soon", address, now);
        }
        trouble = now;
    }
}
