package io.maphealth.hprof.capture;

import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.javamaps.IdNumbers;
import io.maphealth.javamaps.LongLog;
import io.maphealth.javamaps.Longs;
import io.maphealth.javamaps.NodeHashes;
import io.maphealth.javamaps.SortedPairs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Looks at every object once and keeps the maps and what their walks will need.
public final class CapturePass {
    private final HeapScan scan;
    private final ClassTable classes;
    private final CompactIds ids;
    private final Budget budget;
    private final SpillFile spill;

    public CapturePass(HeapScan scan, ClassTable classes, CompactIds ids, Room room) {
        this.budget = room.budget();
        this.spill = room.spill();
        this.scan = scan;
        this.classes = classes;
        this.ids = ids;
    }

    /// Where what is kept may go.
    public record Room(Budget budget, SpillFile spill) {}

    public Captured run(CapturePlan plan) throws IOException, InterruptedException {
        ClassIndex<CapturePlan.Planned> index = new ClassIndex<>(plan.byClass());
        HeapScan.Scanned<CaptureVisitor> scanned =
                scan.scan(window -> new CaptureVisitor(index, classes, new CaptureLog(ids, budget, spill, window)));
        List<CaptureVisitor> visitors = scanned.visitors();
        GapSamples gaps = new GapSamples();
        visitors.forEach(visitor -> gaps.add(visitor.gaps));
        return new Captured(
                plan,
                new MapRows(visitors.stream().map(visitor -> visitor.log.maps).toList()),
                pairs(visitors, log -> log.nexts),
                pairs(visitors, log -> log.marks),
                hashes(visitors),
                pairs(visitors, log -> log.lefts),
                pairs(visitors, log -> log.rights),
                cells(visitors),
                new Adders(visitors.stream().map(visitor -> visitor.log.adders).toList()),
                wrappers(visitors),
                gaps,
                visitors.stream().anyMatch(visitor -> visitor.lateClasses),
                scanned.damage());
    }

    private IdNumbers pairs(List<CaptureVisitor> visitors, Function<CaptureLog, LinkLog> which) {
        List<LinkLog> logs =
                visitors.stream().map(visitor -> which.apply(visitor.log)).toList();
        boolean inMemory = logs.stream().noneMatch(LinkLog::spilled);
        return SortedPairs.of(logs, inMemory ? Longs::inMemory : spill::room);
    }

    private NodeHashes hashes(List<CaptureVisitor> visitors) {
        if (!budget.keepsHashes()) {
            return NodeHashes.unknown();
        }
        return NodeHashes.of(
                visitors.stream().map(visitor -> visitor.log.hashes).toList());
    }

    private static CounterCells cells(List<CaptureVisitor> visitors) {
        return new CounterCells(
                visitors.stream().map(visitor -> visitor.log.cells).toList());
    }

    private static List<Captured.Wrapper> wrappers(List<CaptureVisitor> visitors) {
        List<Captured.Wrapper> wrappers = new ArrayList<>();
        for (CaptureVisitor visitor : visitors) {
            LongLog log = visitor.log.wrappers;
            for (long i = 0; i < log.size(); i += 2) {
                long pair = log.get(i);
                wrappers.add(new Captured.Wrapper((int) (pair >>> 32), (int) pair, (int) log.get(i + 1)));
            }
        }
        return wrappers;
    }
}
