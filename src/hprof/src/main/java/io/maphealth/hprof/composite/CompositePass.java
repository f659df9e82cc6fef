package io.maphealth.hprof.composite;

import io.maphealth.hprof.capture.Budget;
import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.walk.MapResults;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.CompositeLayout.PrimitiveTable;
import io.maphealth.javamaps.CompositeLayout.Trie;
import io.maphealth.javamaps.HiddenEntries;
import io.maphealth.javamaps.IdTable;
import io.maphealth.javamaps.LongLog;
import io.maphealth.javamaps.Walked;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Walks the composite maps of a dump, in two or three scans of their own; a dump without such maps is not scanned.
public final class CompositePass {
    private final HeapScan scan;
    private final Captured captured;
    private final ClassTable classes;
    private final CompactIds ids;

    public CompositePass(HeapScan scan, Captured captured, ClassTable classes, CompactIds ids) {
        this.scan = scan;
        this.captured = captured;
        this.classes = classes;
        this.ids = ids;
    }

    public void run(MapResults results, Budget budget) throws IOException, InterruptedException {
        if (!thereAreSome()) {
            return;
        }
        PartsPlan plan = new PartsPlan(classes, captured.plan().mapKinds());
        Parts parts = Parts.collect(scan, plan.index(), ids, budget);
        Composites composites = new Composites(captured, ids, parts);
        List<TablesVisitor> tables = scan.scan(window -> new TablesVisitor(composites, parts, results, window))
                .visitors();
        followChains(tables, results);
        Tries tries = new Tries(
                parts.nodes(), tables.stream().map(visitor -> visitor.edges).toList());
        for (int map = 0; map < composites.size(); map++) {
            int number = map;
            composites.layout(map).ifPresent(layout -> {
                switch (layout) {
                    case Trie trie -> trie(trie, number, new Roots(parts, tries, results));
                    case PrimitiveTable table -> hidden(table, number, parts, results);
                    case CompositeLayout.Segment _, CompositeLayout.MarkedTable _ -> {}
                }
            });
        }
    }

    private boolean thereAreSome() {
        for (int map = 0; map < captured.maps().size(); map++) {
            if (captured.plan().mapKinds().get(captured.maps().get(map).kind()).layout() instanceof CompositeLayout) {
                return true;
            }
        }
        return false;
    }

    private void followChains(List<TablesVisitor> tables, MapResults results) throws IOException, InterruptedException {
        IdTable chains =
                LongLog.table(tables.stream().map(visitor -> visitor.chains).toList());
        if (chains.isEmpty()) {
            return;
        }
        Map<Integer, Long> more = new HashMap<>();
        for (ChainsVisitor visitor :
                scan.scan(window -> new ChainsVisitor(chains, ids, window)).visitors()) {
            for (long i = 0; i < visitor.found.size(); i++) {
                long pair = visitor.found.get(i);
                more.merge((int) (pair >>> Integer.SIZE) - 1, (long) (int) pair, Long::sum);
            }
        }
        more.forEach((map, entries) -> results.add(map, Walked.plain(entries, 0)));
    }

    private record Roots(Parts parts, Tries tries, MapResults results) {}

    private void trie(Trie trie, int map, Roots roots) {
        int root = roots.parts().nodes().find(captured.maps().get(map).entrance());
        if (root < 0) {
            return;
        }
        roots.results().cells(map, roots.parts().nodes().third(root));
        long entries = roots.tries().entries(root);
        if (entries >= 0) {
            roots.results()
                    .table(
                            map,
                            Math.toIntExact(
                                    roots.tries().cells(root, trie.node().stride())),
                            Walked.plain(entries, 0));
        }
    }

    private void hidden(PrimitiveTable table, int map, Parts parts, MapResults results) {
        int row = parts.maps().find(captured.maps().get(map).id());
        if (row < 0) {
            return;
        }
        switch (table.hidden()) {
            case HiddenEntries.None _ -> {}
            case HiddenEntries.ByFlag flag -> {
                long entries = parts.maps().first(row);
                results.add(map, Walked.plain(entries, 0));
                results.cells(map, flag.counted() ? 0 : entries);
            }
            case HiddenEntries.ByFlagsOf _ -> {
                int flags = parts.flags().find((int) parts.maps().second(row));
                long entries = flags < 0 ? 0 : parts.flags().first(flags);
                results.add(map, Walked.plain(entries, 0));
                results.cells(map, entries);
            }
        }
    }
}
