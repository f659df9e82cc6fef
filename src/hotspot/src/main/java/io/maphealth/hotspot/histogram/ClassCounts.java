package io.maphealth.hotspot.histogram;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Instances and bytes by class, out of the answer to `GC.class_histogram`: a line `12: 345 6789 java.util.HashMap$Node
/// (java.base@25)` each. Lines that are none of these are passed over.
record ClassCounts(Map<String, Count> byClass) {
    private static final Pattern LINE = Pattern.compile("^\\s*\\d+:\\s+(\\d{1,18})\\s+(\\d{1,18})\\s+(\\S+).*$");
    private static final Count NONE = new Count(0, 0);

    record Count(long instances, long bytes) {
        Count plus(Count other) {
            return new Count(instances + other.instances, bytes + other.bytes);
        }
    }

    static ClassCounts of(String histogram) {
        Map<String, Count> counts = new HashMap<>();
        histogram.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            Count count = new Count(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)));
            counts.merge(line.group(3), count, Count::plus);
        });
        return new ClassCounts(Map.copyOf(counts));
    }

    /// By the name as Java writes it.
    Count of(Iterable<String> classNames) {
        Count sum = NONE;
        for (String name : classNames) {
            sum = sum.plus(byClass.getOrDefault(name, NONE));
        }
        return sum;
    }
}
