package io.maphealth.operator.fleet;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;

/// Tells Alertmanagers of everything that is wrong in the fleet, each by itself, where no Prometheus does it.
public final class AlertDelivery {
    private final WorkloadAlerts alerts;
    private final List<AlertCourier> couriers;

    public AlertDelivery(HttpClient http, AlertSettings settings, MeterRegistry meters) {
        this.alerts = new WorkloadAlerts(settings);
        this.couriers = settings.alertmanagers().stream()
                .map(address -> new AlertCourier(http, address, meters))
                .toList();
    }

    void deliver(List<WorkloadHealth> fleet, Instant now) throws InterruptedException {
        List<Alert> active =
                fleet.stream().flatMap(health -> alerts.of(health).stream()).toList();
        for (AlertCourier courier : couriers) {
            courier.deliver(active, now);
        }
    }
}
