package io.maphealth.gomem.pprof;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Remembers which unnamed runs are map memory, so that the target is asked only for what is new. For one thread.
final class MapRuns {
    private final int most;
    private final Map<HiddenRun, Boolean> known = new HashMap<>();

    /// @param most runs are remembered; beyond that all are forgotten
    MapRuns(int most) {
        this.most = most;
    }

    /// Asks, in one go, for what is not known of these runs.
    <E extends Exception> void learn(Collection<HiddenRun> runs, Symbolizer<E> symbolizer)
            throws E, InterruptedException, UnreadablePprofException {
        List<HiddenRun> unknown =
                runs.stream().filter(run -> !known.containsKey(run)).distinct().toList();
        Set<Long> addresses = new TreeSet<>();
        unknown.forEach(run -> addresses.addAll(run.addresses()));
        Map<Long, String> functions = addresses.isEmpty() ? Map.of() : symbolizer.functions(addresses);
        if (functions.isEmpty() && !addresses.isEmpty()) {
            throw new UnreadablePprofException("none of " + addresses.size() + " addresses has a name");
        }
        if (known.size() + unknown.size() > most) {
            known.keySet().retainAll(Set.copyOf(runs));
        }
        unknown.forEach(run -> known.put(
                run, run.addresses().stream().anyMatch(pc -> MapFrames.ofMap(functions.getOrDefault(pc, "")))));
    }

    boolean mapMemory(HiddenRun run) {
        return known.getOrDefault(run, false);
    }
}
