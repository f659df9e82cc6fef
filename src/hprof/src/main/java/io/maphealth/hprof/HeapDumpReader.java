package io.maphealth.hprof;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.hprof.capture.Budget;
import io.maphealth.hprof.capture.BudgetExceededException;
import io.maphealth.hprof.capture.CapturePass;
import io.maphealth.hprof.capture.CapturePlan;
import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.GapSamples;
import io.maphealth.hprof.capture.SpillFile;
import io.maphealth.hprof.composite.CompositePass;
import io.maphealth.hprof.contract.ContractPass;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.heap.LayoutEvidence;
import io.maphealth.hprof.heap.MeasuredSizes;
import io.maphealth.hprof.owner.HolderPlans;
import io.maphealth.hprof.owner.HolderVisitor;
import io.maphealth.hprof.owner.Owners;
import io.maphealth.hprof.owner.Paths;
import io.maphealth.hprof.record.Aside;
import io.maphealth.hprof.record.DumpFile;
import io.maphealth.hprof.record.Head;
import io.maphealth.hprof.record.HeadReader;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.MalformedDumpException;
import io.maphealth.hprof.record.NoRoomException;
import io.maphealth.hprof.record.Unpacking;
import io.maphealth.hprof.walk.WalkPass;
import io.maphealth.javamaps.MapLayouts;
import io.maphealth.javamaps.ShallowSizes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds every map of a heap dump: its count and what a walk of it finds, capacity, longest chain, bytes held
/// and needed, and who holds it.
///
/// Reads the file twice from start to end, and again for owners that are several steps away, and keeps a few bytes for
/// each map and for each node that is followed by another. A dump that is cut or damaged yields what could be read, in
/// a census that says so.
public final class HeapDumpReader {
    /// More of them would not tell more of how objects are aligned.
    private static final int MAPS_THAT_TELL = 4_096;

    private final HeapDumpOptions options;
    private final InstantSource clock;
    private final Progress progress;

    public HeapDumpReader(HeapDumpOptions options, InstantSource clock, Progress progress) {
        this.options = options;
        this.clock = clock;
        this.progress = progress;
    }

    /// All maps of a file, or of what else has a path and can be read. The census is taken at the time at which
    /// the dump was written.
    public Census read(Path file) throws UnreadableHeapException, InterruptedException {
        return read(file, unpacking -> DumpFile.open(file, unpacking));
    }

    /// All maps of a dump that may still be arriving, under some name.
    public Census read(InputStream stream, String name) throws UnreadableHeapException, InterruptedException {
        return read(Path.of(name), unpacking -> DumpFile.of(stream, unpacking));
    }

    private interface Opening {
        DumpFile open(Unpacking unpacking) throws IOException, InterruptedException, MalformedDumpException;
    }

    private Census read(Path name, Opening opening) throws UnreadableHeapException, InterruptedException {
        long start = clock.millis();
        HeapDumpOptions.Temporary temporary = options.temporary();
        Unpacking unpacking = new Unpacking(temporary.folder(), temporary.mostDumpBytes(), options.threads(), progress);
        try (DumpFile dump = opening.open(unpacking);
                SpillFile spill = new SpillFile(temporary.folder())) {
            CensusBuilder census = new CensusBuilder(target(name), options.top());
            audit(name, dump, spill, census);
            return census.build(dump.writtenAt(), Duration.ofMillis(clock.millis() - start));
        } catch (MalformedDumpException | NoRoomException e) {
            throw new UnreadableHeapException(name, String.valueOf(e.getMessage()), e);
        } catch (BudgetExceededException e) {
            String message = "its maps take more than the %,d bytes of memory that the reading is allowed; allow more"
                    .formatted(options.memoryBytes());
            throw new UnreadableHeapException(name, message, e);
        } catch (UncheckedIOException e) {
            throw new UnreadableHeapException(name, e.getMessage() + ": " + e.getCause(), e);
        } catch (IOException e) {
            throw new UnreadableHeapException(name, "cannot be read: " + e, e);
        }
    }

    private void audit(Path file, DumpFile dump, SpillFile spill, CensusBuilder census)
            throws IOException, MalformedDumpException, InterruptedException, UnreadableHeapException {
        ProgressMeter meter = new ProgressMeter(progress, 2 * dump.fileBytes());
        Aside<MapLayouts> known = Aside.of(options.threads(), MapLayouts::all);
        Aside<HeapScan> found = Aside.of(options.threads(), () -> new HeapScan(dump, options.threads(), meter::read));
        Head head = new HeadReader(dump).read();
        ClassTable classes = new ClassTable(head, dump.idBytes());
        CompactIds ids = new CompactIds(head.firstObject());
        MapLayouts layouts = known.get();
        HeapScan scan = found.get();

        Captured captured = new CapturePass(
                        scan, classes, ids, new CapturePass.Room(new Budget(options.memoryBytes()), spill))
                .run(new CapturePlan(classes, layouts));
        if (spill.bytes() > 0) {
            progress.spilled(spill.bytes());
        }
        if (ids.full()) {
            throw new UnreadableHeapException(file, "its maps are spread over more than 32 GiB of heap");
        }
        Aside<WalkPass> walking = Aside.of(options.threads(), () -> new WalkPass(scan, captured, ids));
        Owners owners = new Owners(captured, new HolderPlans(classes, layouts), ids, scan.units());
        WalkPass walks = walking.get();
        WalkPass.Walk<HolderVisitor> walk = walks.run(owners::visitor);
        new CompositePass(scan, captured, classes, ids).run(walk.results(), new Budget(options.memoryBytes()));
        if (options.contracts() || dump.fileBytes() < HeapDumpOptions.SMALL_DUMP) {
            new ContractPass(scan, captured, classes, ids).run(walks, walk.results(), options.memoryBytes());
        }
        owners.decide(walk.companions(), walk.results());
        for (int climb = 0; climb < options.climbs() && owners.climb(scan, walks); climb++) {
            // one step up each time
        }
        LayoutEvidence evidence = evidence(captured, ids, head.firstObject());
        census.heapLayout(evidence.layout(classes));
        ShallowSizes sizes = new MeasuredSizes(classes, evidence);
        Snapshots snapshots = new Snapshots(new Snapshots.Audit(captured, walk.results(), owners, ids, sizes));
        snapshots.addTo(census, options.threads());
        snapshots.addPaths(census, new Paths(owners, walks), scan, options.climbs());
        captured.damage().reason().ifPresent(census::incomplete);
        walk.damage().reason().ifPresent(census::incomplete);
        if (captured.lateClasses()) {
            census.incomplete("some classes are defined after the first object; their maps are left out");
        }
        if (walk.results().unfinished() > 0) {
            census.incomplete("the walk of " + walk.results().unfinished() + " maps took too many steps");
        }
        if (!captured.plan().misunderstood().isEmpty()) {
            census.incomplete(captured.plan().misunderstood() + " have fields that are not known");
        }
    }

    private static LayoutEvidence evidence(Captured captured, CompactIds ids, long anyId) {
        GapSamples gaps = captured.gaps();
        int maps = Math.min(MAPS_THAT_TELL, captured.maps().size());
        long together = 0;
        for (int map = 0; map < maps; map++) {
            together |= ids.idOf(captured.maps().get(map).id());
        }
        return new LayoutEvidence(gaps.narrowArrays(), gaps.wideArrays(), gaps.bytesOfClass(), anyId, together, maps);
    }

    private static Target target(Path file) {
        return new Target(
                TargetRuntime.JVM,
                Optional.empty(),
                SourceKind.HEAP_DUMP,
                OptionalLong.empty(),
                String.valueOf(file.getFileName()));
    }
}
