package io.maphealth.hprof.owner;

import io.maphealth.hprof.owner.References.Reference;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.Tags;
import io.maphealth.javamaps.HolderRank;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What threads are called, by the number that a dump gives them.
final class Threads {
    private final Map<Integer, String> names = new HashMap<>();

    /// Reads the names of those threads that are at the roots of some ways.
    static Threads at(List<List<Reference>> ways, References known, Reading reading)
            throws IOException, InterruptedException {
        Set<Integer> wanted = ways.stream()
                .map(List::getLast)
                .filter(root -> HolderPlans.rank(root.score()) == HolderRank.ROOT && root.holder() != 0)
                .map(Reference::holder)
                .collect(Collectors.toSet());
        Threads threads = new Threads();
        if (wanted.isEmpty()) {
            return threads;
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        known.forEach((object, holder, score, _) -> {
            boolean thread =
                    HolderPlans.rank(score) == HolderRank.ROOT && HolderPlans.number(score) == Tags.ROOT_THREAD_OBJECT;
            if (thread && wanted.contains(holder)) {
                numbers.put(object, holder);
            }
        });
        Map<Integer, Integer> strings = new HashMap<>();
        known.forEach((object, holder, score, _) -> {
            if (numbers.containsKey(holder) && reading.plans().ofThreadName(score)) {
                strings.put(object, numbers.get(holder));
            }
        });
        reading.texts()
                .of(strings.keySet(), reading.scan())
                .forEach((string, text) -> threads.names.put(strings.get(string), text));
        return threads;
    }

    /// What it takes to read a name.
    record Reading(HolderPlans plans, Texts texts, HeapScan scan) {}

    /// `Thread "main"`, or `Thread` where its name is not known.
    String name(int number) {
        String name = names.get(number);
        return name == null ? "Thread" : "Thread \"" + name + "\"";
    }
}
