package io.maphealth.operator.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventSeries;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.maphealth.operator.ApiAnswer;
import io.maphealth.operator.Fingerprint;
import io.maphealth.operator.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Writes Events (`events.k8s.io/v1`). The same thing said again becomes one Event with a series, written at most every
/// half hour; its name follows from what it says, so that this holds across restarts and leaders.
public final class EventRecorder {
    private static final String CONTROLLER = "maphealth.io/operator";
    private static final Duration REFRESH = Duration.ofMinutes(30);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_INSTANCE = 128;
    private static final int MOST_NAME = 200;
    private static final int NAME_DIGITS = 16;
    private static final int MOST_KEPT = 20_000;

    private final KubernetesClient client;
    private final String instance;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final EventBudget budget = new EventBudget();

    /// Saves asking the API server about Events that this replica has just written.
    private final Cache<String, Instant> recent =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    public EventRecorder(KubernetesClient client, String instance, InstantSource clock, MeterRegistry meters) {
        this.client = client;
        this.instance = instance.length() <= MOST_INSTANCE ? instance : instance.substring(0, MOST_INSTANCE);
        this.clock = clock;
        this.meters = meters;
    }

    /// Writes it, folds it into the Event that says the same, or drops it beyond the object's budget. An Event that
    /// cannot be written is counted, and never stops what the operator does.
    public void record(Occurrence occurrence) {
        try {
            count(occurrence, write(occurrence));
        } catch (KubernetesClientException refused) {
            System.getLogger(EventRecorder.class.getName())
                    .log(System.Logger.Level.WARNING, "an Event could not be written: {0}", ApiAnswer.to(refused));
            count(occurrence, "failed");
        }
    }

    private String write(Occurrence occurrence) {
        Instant now = clock.instant();
        String namespace = occurrence.regarding().getNamespace();
        String name = name(occurrence);
        Instant written = recent.getIfPresent(name);
        if (written != null && Duration.between(written, now).compareTo(REFRESH) < 0) {
            return "folded";
        }
        recent.put(name, now);
        Optional<Event> before = Optional.ofNullable(client.events()
                .v1()
                .events()
                .inNamespace(namespace)
                .withName(name)
                .get());
        if (before.isPresent() && Duration.between(lastSeen(before.get()), now).compareTo(REFRESH) < 0) {
            return "folded";
        }
        if (!budget.take(occurrence.regarding().getUid(), occurrence.reason().name(), now)) {
            return "dropped";
        }
        if (before.isPresent()) {
            client.events().v1().events().inNamespace(namespace).withName(name).edit(event -> seenAgain(event, now));
            return "folded";
        }
        client.resource(event(occurrence, name, now)).create();
        return "written";
    }

    private Event event(Occurrence occurrence, String name, Instant now) {
        return new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(occurrence.regarding().getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withAction(occurrence.action())
                .withReason(occurrence.reason().name())
                .withType(occurrence.reason().eventType())
                .withRegarding(occurrence.regarding())
                .withRelated(occurrence.related().orElse(null))
                .withNote(EventNote.of(occurrence.note()))
                .build();
    }

    private static Event seenAgain(Event event, Instant now) {
        int count = Optional.ofNullable(event.getSeries())
                .map(EventSeries::getCount)
                .orElse(1);
        event.setSeries(new EventSeries(count + 1, new MicroTime(MICROS.format(now))));
        return event;
    }

    private static Instant lastSeen(Event event) {
        MicroTime last = Optional.ofNullable(event.getSeries())
                .map(EventSeries::getLastObservedTime)
                .orElse(event.getEventTime());
        return Instant.parse(last.getTime());
    }

    private static String name(Occurrence occurrence) {
        String said = occurrence.regarding().getUid() + " " + occurrence.reason() + " " + occurrence.subject();
        String of = occurrence.regarding().getName();
        return (of.length() <= MOST_NAME ? of : of.substring(0, MOST_NAME))
                + "."
                + Fingerprint.of(said).substring(0, NAME_DIGITS);
    }

    private void count(Occurrence occurrence, String outcome) {
        Metric.EVENTS.counter(meters, occurrence.reason().name(), outcome).increment();
    }
}
