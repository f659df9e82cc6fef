package io.maphealth.hprof.capture;

import io.maphealth.hprof.record.Damage;
import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.IdTable;
import java.util.List;

/// What is left of a dump after the first look: every map and every reference between nodes that a walk may follow.
public record Captured(
        CapturePlan plan,
        MapRows maps,
        IdTable nexts,
        IdTable marks,
        IdTable lefts,
        IdTable rights,
        CounterCells cells,
        List<Wrapper> wrappers,
        GapSamples gaps,
        long objects,
        boolean lateClasses,
        Damage damage) {

    /// One wrapper and what it wraps.
    public record Wrapper(int id, int inner, int kind) {}

    /// A walk over chains whose work is bounded by what a heap without broken chains can take, many times over.
    public BinWalk binWalk() {
        return new BinWalk(nexts, marks, 8L * nexts.size() + (1 << 20));
    }
}
