package io.maphealth.hprof.capture;

import io.maphealth.hprof.record.Damage;
import io.maphealth.javamaps.BinRule;
import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.CountLayout;
import io.maphealth.javamaps.IdNumbers;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.NodeHashes;
import io.maphealth.javamaps.NodeMark;
import java.util.List;

/// What is left of a dump after the first look: every map and every reference between nodes that a walk may follow.
public record Captured(
        CapturePlan plan,
        MapRows maps,
        IdNumbers nexts,
        IdNumbers marks,
        NodeHashes hashes,
        IdNumbers lefts,
        IdNumbers rights,
        CounterCells cells,
        Adders adders,
        List<Wrapper> wrappers,
        GapSamples gaps,
        boolean lateClasses,
        Damage damage) {

    /// One wrapper and what it wraps.
    public record Wrapper(int id, int inner, int kind) {}

    /// The array of cells of a striped count, 0 without.
    public int cellArray(MapRow row) {
        return countedByAdder(row) ? adders.cellArray(row.cells()) : row.cells();
    }

    /// The count that a map tells, but for its cells.
    public long countBesideCells(MapRow row) {
        return countedByAdder(row) ? adders.base(row.cells()) : row.count();
    }

    private boolean countedByAdder(MapRow row) {
        return plan.mapKinds().get(row.kind()).layout().count() instanceof CountLayout.Adder;
    }

    /// Whether an entry has lost its key.
    public boolean stale(int entry) {
        return entry != 0 && marks.get(entry) == NodeMark.STALE.number();
    }

    /// How the map chooses the bin of an entry.
    public BinRule binRule(int map) {
        return plan.mapKinds().get(maps.get(map).kind()).layout() instanceof BinTable table
                ? table.bins()
                : BinRule.LOW_BITS;
    }

    /// A walk over chains whose work is bounded by what a heap without broken chains can take, many times over.
    public BinWalk binWalk() {
        return new BinWalk(nexts, marks, hashes, 8L * nexts.size() + (1 << 20));
    }
}
