package io.maphealth.operator.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one Alertmanager has been told, and so what it is still to hear. It does no I/O; for one thread.
///
/// An alert is told at once, again every [#REPEAT], and each time only for [#VALID]: should the operator go,
/// Alertmanager lets it end by itself. That it is over is told until it has been taken.
final class AlertBook {
    static final Duration REPEAT = Duration.ofMinutes(1);
    static final Duration VALID = Duration.ofMinutes(5);

    private final Map<Map<String, String>, Told> told = new HashMap<>();

    /// An alert to be told now, which holds until `endsAt`: in the past when it is over.
    record Message(Alert alert, Instant endsAt) {}

    private record Told(Alert alert, Instant at) {}

    List<Message> due(List<Alert> active, Instant now) {
        Map<Map<String, String>, Alert> current = new HashMap<>();
        active.forEach(alert -> current.putIfAbsent(alert.labels(), alert));
        List<Message> due = new ArrayList<>();
        current.forEach((labels, alert) -> {
            Optional<Instant> last = Optional.ofNullable(told.get(labels)).map(Told::at);
            if (last.isEmpty() || !last.get().plus(REPEAT).isAfter(now)) {
                due.add(new Message(alert, now.plus(VALID)));
            }
        });
        told.forEach((labels, before) -> {
            if (!current.containsKey(labels)) {
                due.add(new Message(before.alert(), now));
            }
        });
        return List.copyOf(due);
    }

    /// The Alertmanager has taken them.
    void taken(List<Message> messages, Instant now) {
        for (Message message : messages) {
            if (message.endsAt().isAfter(now)) {
                told.put(message.alert().labels(), new Told(message.alert(), now));
            } else {
                told.remove(message.alert().labels());
            }
        }
    }
}
