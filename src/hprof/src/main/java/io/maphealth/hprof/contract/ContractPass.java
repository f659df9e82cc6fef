package io.maphealth.hprof.contract;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.walk.MapResults;
import io.maphealth.hprof.walk.WalkPass;
import io.maphealth.javamaps.Faults;
import io.maphealth.javamaps.IdTable;
import io.maphealth.javamaps.Walked;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks for contracts that a walk does not see broken: keys whose hash is not the one that they were put under, weak
/// maps whose values hold their keys, linked maps whose order and table are not the same entries.
///
/// Goes over the dump twice, and twice more only where something is broken.
public final class ContractPass {
    private static final int BYTES_A_PAIR = 8 + 14;

    private final HeapScan scan;
    private final Captured captured;
    private final ClassTable classes;
    private final CompactIds ids;

    public ContractPass(HeapScan scan, Captured captured, ClassTable classes, CompactIds ids) {
        this.scan = scan;
        this.captured = captured;
        this.classes = classes;
        this.ids = ids;
    }

    /// Adds what it finds to what the walks found. Where the pairs that it needs do not fit into the memory, it finds
    /// nothing.
    public void run(WalkPass walks, MapResults results, long memoryBytes) throws IOException, InterruptedException {
        ContractPlan plan = ContractPlan.of(classes);
        long most = memoryBytes / 2 / BYTES_A_PAIR / 2;
        Entries entries = new Entries(scan.scan(window -> new ContractVisitor(plan, ids, window, most))
                .visitors());
        if (!entries.whole()) {
            return;
        }
        orders(entries, results);
        Map<Integer, Integer> changedKeys = new HashMap<>();
        Set<Long> selfHeld = new HashSet<>();
        for (KeyVisitor visitor : scan.scan(window -> new KeyVisitor(entries, classes, ids, window))
                .visitors()) {
            changedKeys.putAll(visitor.changedKeys);
            selfHeld.addAll(visitor.selfHeld);
        }
        BrokenVisitor.Broken broken = new BrokenVisitor.Broken(changedKeys, selfHeld);
        if (!broken.none() || !entries.ownKeys().isEmpty()) {
            tell(found(broken, entries, plan), walks, results);
        }
    }

    /// Entries that are broken.
    private record BrokenEntries(Set<Integer> ofChangedKeys, Set<Integer> ofSelfHeld) {}

    private BrokenEntries found(BrokenVisitor.Broken broken, Entries entries, ContractPlan plan)
            throws IOException, InterruptedException {
        BrokenEntries found = new BrokenEntries(new HashSet<>(), new HashSet<>(entries.ownKeys()));
        if (!broken.none()) {
            scan.scan(window -> new BrokenVisitor(plan.entries(), ids, window, broken))
                    .visitors()
                    .forEach(visitor -> {
                        found.ofChangedKeys().addAll(visitor.ofChangedKeys);
                        found.ofSelfHeld().addAll(visitor.ofSelfHeld);
                    });
        }
        return found;
    }

    private void tell(BrokenEntries broken, WalkPass walks, MapResults results)
            throws IOException, InterruptedException {
        Set<Integer> all = new HashSet<>(broken.ofChangedKeys());
        all.addAll(broken.ofSelfHeld());
        int[] entries = all.stream().mapToInt(Integer::intValue).toArray();
        IdTable places = new IdTable(entries.length);
        for (int i = 0; i < entries.length; i++) {
            places.put(entries[i], i + 1);
        }
        int[] maps = walks.mapsOf(entries, entry -> places.get(entry) - 1);
        for (int i = 0; i < entries.length; i++) {
            if (maps[i] != 0) {
                int changed = broken.ofChangedKeys().contains(entries[i]) ? 1 : 0;
                int held = broken.ofSelfHeld().contains(entries[i]) ? 1 : 0;
                results.add(maps[i] - 1, Walked.broken(new Faults(changed, 0, held, 0)));
            }
        }
    }

    /// An entry more or less is one that is being put or removed.
    private void orders(Entries entries, MapResults results) {
        for (int map = 0; map < captured.maps().size(); map++) {
            String layout = captured.plan()
                    .mapKinds()
                    .get(captured.maps().get(map).kind())
                    .layout()
                    .className();
            Optional<Walked> walked = results.walked(map);
            if (layout.equals(ContractPlan.ORDERED)
                    && walked.isPresent()
                    && walked.get().missing() == 0) {
                long inTable = walked.get().entries();
                long inOrder = entries.inOrder(captured.maps().get(map).id(), 2 * inTable + 2);
                long apart = Math.abs(inTable - inOrder);
                if (apart > 1) {
                    results.add(map, Walked.broken(new Faults(0, 0, 0, apart)));
                }
            }
        }
    }
}
