package io.maphealth.sidecar.metrics;

import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/// How many series a metric may have in a container, and who gets one.
final class SeriesBudget {
    static final int MOST = 21;

    private SeriesBudget() {}

    /// How one thing is told: by name, or together with others of its kind.
    record Tagging<T>(Function<T, Tags> named, Function<T, Tags> other) {}

    /// The series of a ranking, most important first: as many by name as leave room for all that is told together.
    /// Should the kinds of others alone be too many, the least important of them are left out.
    static <T> SequencedMap<Tags, List<T>> spend(List<T> ranked, Tagging<T> tagging) {
        for (int names = MOST - 1; names > 0; names--) {
            SequencedMap<Tags, List<T>> series = grouped(ranked, tagging, names);
            if (series.size() <= MOST) {
                return series;
            }
        }
        SequencedMap<Tags, List<T>> series = grouped(ranked, tagging, 0);
        while (series.size() > MOST) {
            series.pollLastEntry();
        }
        return series;
    }

    private static <T> SequencedMap<Tags, List<T>> grouped(List<T> ranked, Tagging<T> tagging, int names) {
        SequencedMap<Tags, List<T>> series = new LinkedHashMap<>();
        Set<Tags> named = new HashSet<>();
        for (T one : ranked) {
            Tags own = tagging.named().apply(one);
            boolean byName = named.contains(own) || named.size() < names;
            if (byName) {
                named.add(own);
            }
            series.computeIfAbsent(byName ? own : tagging.other().apply(one), _ -> new ArrayList<>())
                    .add(one);
        }
        return series;
    }
}
