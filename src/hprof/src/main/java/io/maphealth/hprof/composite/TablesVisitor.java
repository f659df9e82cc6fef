package io.maphealth.hprof.composite;

import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.hprof.walk.Bins;
import io.maphealth.hprof.walk.MapResults;
import io.maphealth.javamaps.BinRule;
import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.CompositeLayout.MarkedTable;
import io.maphealth.javamaps.CompositeLayout.PrimitiveTable;
import io.maphealth.javamaps.CompositeLayout.Segment;
import io.maphealth.javamaps.CompositeLayout.Trie;
import io.maphealth.javamaps.LongLog;
import io.maphealth.javamaps.Walked;
import java.util.Optional;

/// Walks the tables of composite maps as they pass by. For one thread.
final class TablesVisitor implements HeapVisitor {
    private final Composites composites;
    private final Parts parts;
    private final MapResults results;
    private final Window window;
    private final BinWalk walk;
    private final Bins bins;
    /// References from nodes of tries to nodes: rows + 1.
    final LongLog edges = new LongLog();
    /// Arrays of further entries, and their maps + 1.
    final LongLog chains = new LongLog();

    private Elements current = Elements.NONE;
    private int map;
    private int length;
    private int slot;
    private long entries;
    private boolean afterChainMark;

    TablesVisitor(Composites composites, Parts parts, MapResults results, Window window) {
        this.composites = composites;
        this.parts = parts;
        this.results = results;
        this.window = window;
        this.walk = composites.captured().binWalk();
        this.bins = new Bins(composites.ids(), walk);
    }

    /// Sees the elements of one array.
    private interface Elements {
        Elements NONE = (_, _) -> {};

        void see(int at, int count);
    }

    @Override
    public boolean array(long id, long classId, int length) {
        int array = composites.ids().find(id);
        int node = composites.nodeOf(array);
        if (node >= 0) {
            map = -1;
            current = (at, count) -> nodes(node, at, count);
            return true;
        }
        Optional<CompositeLayout> layout = start(composites.mapOf(array), length);
        current = layout.map(this::ofReferences).orElse(Elements.NONE);
        return layout.isPresent();
    }

    @Override
    public boolean seesPrimitives() {
        return true;
    }

    @Override
    public boolean primitives(long id, int type, int length) {
        Optional<PrimitiveTable> layout = start(
                        composites.mapOf(composites.ids().find(id)), length)
                .filter(PrimitiveTable.class::isInstance)
                .map(PrimitiveTable.class::cast);
        current = layout.map(this::ofPrimitives).orElse(Elements.NONE);
        return layout.isPresent();
    }

    @Override
    public void elements(int at, int count) {
        current.see(at, count);
    }

    @Override
    public void endOfArray() {
        if (map >= 0) {
            Walked chained = walk.take();
            results.table(map, length, Walked.plain(entries, 0).plus(chained));
        }
    }

    private Optional<CompositeLayout> start(int map, int length) {
        this.map = map;
        this.length = length;
        slot = 0;
        entries = 0;
        return map < 0 ? Optional.empty() : composites.layout(map);
    }

    private Elements ofReferences(CompositeLayout layout) {
        return switch (layout) {
            case Segment _ -> {
                walk.start(BinRule.LOW_BITS, length);
                yield this::chainStarts;
            }
            case MarkedTable table -> {
                long chained = composites.mark(map, table.chained());
                long removed = composites.mark(map, table.removed());
                yield (at, count) -> marked(new Marks(table, chained, removed), at, count);
            }
            case PrimitiveTable _, Trie _ -> Elements.NONE;
        };
    }

    private Elements ofPrimitives(PrimitiveTable table) {
        long missing = parts.missingOf(composites.row(map).id());
        return new PrimitiveCells(table, missing, window, found -> entries += found)::see;
    }

    private record Marks(MarkedTable table, long chained, long removed) {}

    private void chainStarts(int at, int count) {
        for (int i = 0; i < count; i++) {
            bins.bin(slot++, window.id(at + i * window.idBytes()));
        }
    }

    private void marked(Marks marks, int at, int count) {
        for (int i = 0; i < count; i++, slot++) {
            long cell = window.id(at + i * window.idBytes());
            boolean key = slot % marks.table().stride() == 0;
            if (key) {
                afterChainMark = cell != 0 && cell == marks.chained();
                boolean entry = cell != 0 && cell != marks.removed() && !afterChainMark;
                entries += entry ? parts.entriesOf(composites.ids().find(cell)) : 0;
            } else if (afterChainMark && cell != 0) {
                chains.add(LongLog.pair(composites.ids().of(cell), map + 1));
            }
        }
    }

    private void nodes(int node, int at, int count) {
        for (int i = 0; i < count; i++) {
            int below = parts.nodes().find(composites.ids().find(window.id(at + i * window.idBytes())));
            if (below >= 0) {
                edges.add(LongLog.pair(node + 1, below + 1));
            }
        }
    }
}
