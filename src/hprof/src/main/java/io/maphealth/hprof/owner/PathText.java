package io.maphealth.hprof.owner;

import io.maphealth.hprof.owner.References.Reference;
import io.maphealth.hprof.record.Tags;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/// A way from a map to a root as a person would say it from the root on: `com.acme.Registry.INSTANCE.sessions`,
/// `Thread "http-1" local.batch[value]`. What collections are made of is no part of it.
final class PathText {
    private final HolderPlans plans;
    private final IntFunction<String> threads;
    private final Deque<String> parts = new ArrayDeque<>();
    private boolean insideCollection;
    private boolean insideEntry;
    private boolean local;

    /// @param threads names the thread with a number: `Thread "main"`
    PathText(HolderPlans plans, IntFunction<String> threads) {
        this.plans = plans;
        this.threads = threads;
    }

    String of(List<Reference> way) {
        way.forEach(this::add);
        return String.join("", parts);
    }

    private void add(Reference reference) {
        int score = reference.score();
        switch (HolderPlans.rank(score)) {
            case NONE, WEAK -> {}
            case WRAPPER -> insideEntry = false;
            case ELEMENT -> element();
            case ENTRY -> {
                value(plans.field(score).startsWith("k") ? "[key]" : "[value]");
                insideEntry = true;
            }
            case THREAD_LOCAL -> {
                parts.addFirst(" local");
                local = true;
            }
            case JDK_FIELD, FIELD -> field(score);
            case STATIC -> parts.addFirst(plans.name(score));
            case ROOT -> root(reference);
        }
    }

    /// An entry is an element of the table of its map, which has been said already.
    private void element() {
        if (!insideEntry) {
            value("[value]");
        }
        insideEntry = false;
    }

    private void value(String word) {
        if (!local) {
            parts.addFirst(word);
        }
        insideCollection = true;
    }

    private void field(int score) {
        if (plans.inCollection(score)) {
            if (!insideCollection) {
                value("[value]");
            }
        } else if (local && plans.ofVariables(score)) {
            local = false;
        } else {
            parts.addFirst("." + plans.field(score));
            insideCollection = false;
        }
    }

    private void root(Reference reference) {
        switch (HolderPlans.number(reference.score())) {
            case Tags.ROOT_THREAD_OBJECT -> parts.addFirst(threads.apply(reference.holder()));
            case Tags.ROOT_JAVA_FRAME, Tags.ROOT_JNI_LOCAL, Tags.ROOT_NATIVE_STACK, Tags.ROOT_THREAD_BLOCK ->
                parts.addFirst(threads.apply(reference.holder()) + " local");
            default -> parts.addFirst("(native code)");
        }
    }
}
