package io.maphealth.operator.program;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.maphealth.operator.ApiAnswer;
import io.maphealth.operator.Metric;
import io.maphealth.operator.workload.Informer;
import io.maphealth.operator.workload.KnownHealths;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells which kinds of objects the operator should watch and cannot, and why: once in its log, and in
/// its readiness and metrics for as long as it lasts. Informers try again by themselves.
@ApplicationScoped
public class InformerWatch {
    private static final System.Logger LOG = System.getLogger(InformerWatch.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();
    private static final ListOptions SHORT =
            new ListOptionsBuilder().withTimeoutSeconds(1L).build();

    private final KubernetesClient client;
    private final Informers informers;
    private final MeterRegistry meters;
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> shown = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().name("informers").unstarted(this::lookForEver);

    InformerWatch(KubernetesClient client, Informers informers, MeterRegistry meters) {
        this.client = client;
        this.informers = informers;
        this.meters = meters;
    }

    /// Who has informers.
    @Singleton
    record Informers(MonitorCache monitors, KnownHealths healths, Controllers controllers) {
        /// Whether all of a kind work.
        Map<Class<? extends HasMetadata>, Boolean> kinds() {
            return Stream.of(monitors.informers(), healths.informers(), controllers.informers())
                    .flatMap(all -> all)
                    .collect(Collectors.toMap(Informer::type, Informer::works, Boolean::logicalAnd));
        }
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) {
        thread.interrupt();
    }

    /// Why objects of a kind cannot be watched, by the name of their resource.
    Map<String, String> troubles() {
        return Map.copyOf(troubles);
    }

    private void lookForEver() {
        try {
            while (true) {
                look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException _) {
            // the operator ends
        }
    }

    private void look() {
        try {
            informers.kinds().forEach(this::look);
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "informers could not be looked at; tried again soon", failed);
        }
    }

    private void look(Class<? extends HasMetadata> type, boolean works) {
        String resource = HasMetadata.getFullResourceName(type);
        if (works) {
            if (troubles.remove(resource) != null) {
                LOG.log(System.Logger.Level.INFO, "{0} can be watched again", resource);
            }
        } else if (!troubles.containsKey(resource)) {
            trouble(type).ifPresent(reason -> {
                troubles.put(resource, reason);
                LOG.log(System.Logger.Level.ERROR, "{0} cannot be watched, tried again: {1}", resource, reason);
            });
        }
        shown.computeIfAbsent(resource, this::series).set(troubles.containsKey(resource) ? 1 : 0);
    }

    private AtomicLong series(String resource) {
        AtomicLong figure = new AtomicLong();
        Metric.UNWATCHED.gauge(meters, figure, resource);
        return figure;
    }

    /// What the API server says to whom lists and watches them; nothing where the informer has only just begun.
    private Optional<String> trouble(Class<? extends HasMetadata> type) {
        try {
            client.resources(type).inAnyNamespace().list(ONE);
            try (Watch _ = client.resources(type).inAnyNamespace().watch(SHORT, new Nobody<>())) {
                return Optional.empty();
            }
        } catch (KubernetesClientException refused) {
            return Optional.of(ApiAnswer.to(refused));
        }
    }

    private static final class Nobody<T> implements Watcher<T> {
        @Override
        public void eventReceived(Action action, T object) {
            // the informer will see it
        }

        @Override
        public void onClose(WatcherException cause) {
            // it was short
        }
    }
}
