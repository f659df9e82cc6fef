package io.maphealth.gomem.pprof;

import io.maphealth.core.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The records of one page, added up by stack group as they come, in bounded memory. For one thread.
final class Stacks {
    private final int most;
    private final Map<StackGroup, Estimate> groups = new HashMap<>();
    private long dropped;

    Stacks(int most) {
        this.most = most;
    }

    void add(HeapRecord stack) {
        StackGroup group = StackGroup.of(stack);
        if (groups.size() < most || groups.containsKey(group)) {
            groups.merge(group, stack.inUse(), Estimate::plus);
        } else {
            dropped++;
        }
    }

    /// How many records found no place.
    long dropped() {
        return dropped;
    }

    /// The runs that have addresses without a name.
    List<HiddenRun> hiddenRuns() {
        return groups.keySet().stream().map(StackGroup::hidden).distinct().toList();
    }

    /// Map memory by call site.
    Map<Site, Estimate> sites(MapRuns runs) {
        Map<Site, Estimate> sites = new HashMap<>();
        groups.forEach((group, inUse) -> {
            if (group.namedMap() || runs.mapMemory(group.hidden())) {
                sites.merge(group.site(), inUse, Estimate::plus);
            }
        });
        return sites;
    }
}
