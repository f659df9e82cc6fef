package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/// An informer as it is now: what kind of objects it watches, and whether it hears of them.
public record Informer(Class<? extends HasMetadata> type, boolean works) {
    /// Starts one that tries again for as long as it may not watch them; its first list may still be on its way.
    public static <T> SharedIndexInformer<T> start(SharedIndexInformer<T> informer) {
        informer.exceptionHandler((_, _) -> true);
        informer.start();
        return informer;
    }

    public static Informer of(SharedIndexInformer<? extends HasMetadata> informer) {
        return new Informer(informer.getApiTypeClass(), informer.hasSynced() && informer.isWatching());
    }
}
