package io.maphealth.hotspot.audit;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.GcCycles;
import io.maphealth.core.Target;
import io.maphealth.hotspot.heap.AllocationBuffers;
import io.maphealth.hotspot.heap.ClassIndex;
import io.maphealth.hotspot.heap.Gaps;
import io.maphealth.hotspot.heap.GcClock;
import io.maphealth.hotspot.heap.GcStamp;
import io.maphealth.hotspot.heap.HeapParse;
import io.maphealth.hotspot.heap.HeapSpace;
import io.maphealth.hotspot.heap.HeapSpaces;
import io.maphealth.hotspot.heap.ObjectHeaders;
import io.maphealth.hotspot.heap.ObjectSizes;
import io.maphealth.hotspot.heap.References;
import io.maphealth.hotspot.vm.ClassList;
import io.maphealth.hotspot.vm.FieldList;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.javamaps.Appraisal;
import io.maphealth.javamaps.HolderRules;
import io.maphealth.javamaps.MapLayouts;
import io.maphealth.process.MappedLibrary;
import io.maphealth.process.Memory;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Finds every map of a running HotSpot JVM in its memory, while the program runs on: nothing is stopped, dumped or
/// loaded into it.
///
/// A collection or a write may come in between. What cannot be told for sure is then left out: `iterated` is absent for
/// a map that was being written to, or whose table had moved away. For one thread; good for as many looks as the
/// process lives.
public final class JvmHeapReader {
    private static final MapLayouts LAYOUTS = MapLayouts.all();
    private static final HolderRules RULES = new HolderRules(LAYOUTS);
    /// Of how many maps the owners are looked for, unless more are asked for.
    private static final int MOST_OWNERS = 500;

    private final Memory memory;
    private final InstantSource clock;
    private final Words words;
    private final VmStructs structs;
    private final VmFlags flags;
    private final References references;
    private final ObjectHeaders headers;
    private final HeapSpaces heapSpaces;
    private final GcClock gcClock;

    private JvmHeapReader(Memory memory, InstantSource clock) throws UnreadableMemoryException, UnknownLayoutException {
        this.memory = memory;
        this.clock = clock;
        this.words = new Words(memory);
        MappedLibrary libjvm = MappedLibrary.find(memory, words, "libjvm.so")
                .orElseThrow(() -> new UnknownLayoutException("the process has no libjvm.so: it is no HotSpot JVM"));
        this.structs = VmStructs.read(libjvm, words);
        this.flags = VmFlags.read(structs, words);
        this.references = References.read(structs, flags, words);
        this.headers = ObjectHeaders.read(structs, flags, words);
        this.heapSpaces = HeapSpaces.of(structs, flags, words);
        this.gcClock = new GcClock(structs, words, memory);
    }

    /// Gets to know a JVM.
    ///
    /// @throws UnknownLayoutException when it does not describe its memory, or has a collector that moves objects
    ///     while the program runs
    public static JvmHeapReader open(Memory memory, InstantSource clock)
            throws UnreadableMemoryException, UnknownLayoutException {
        return new JvmHeapReader(memory, clock);
    }

    /// Looks at all maps once.
    ///
    /// @param top how many maps to keep; 0 keeps all, in memory that grows with them
    public Census read(Target target, int top) throws UnreadableMemoryException, UnknownLayoutException {
        long started = clock.millis();
        words.forget();
        GcStamp before = gcClock.read();
        CensusBuilder census = new CensusBuilder(target, top);
        look(census, top == 0 ? Integer.MAX_VALUE : Math.max(top, MOST_OWNERS));
        GcStamp after = gcClock.read();
        census.gc(new GcCycles(after.collections(), Optional.empty(), Optional.empty()));
        if (!before.sameHeapAs(after)) {
            census.incomplete("a collection ran while the heap was read; maps that it moved may be missing");
        }
        if (!memory.current()) {
            census.incomplete("the process ended while it was read");
        }
        long ended = clock.millis();
        return census.build(clock.instant(), Duration.ofMillis(ended - started));
    }

    private void look(CensusBuilder census, int owners) throws UnreadableMemoryException, UnknownLayoutException {
        ClassIndex classes = new ClassIndex(new ClassList(structs, words).read());
        FieldOffsets offsets = new FieldOffsets(FieldList.of(structs, words), classes);
        Plan plan = new Plan(classes, offsets, LAYOUTS);
        LiveJvm jvm = new LiveJvm(memory, classes, headers, references, firstElement(classes));
        List<HeapSpace> spaces = heapSpaces.read();
        HeapIds ids = HeapIds.of(spaces);
        Gaps gaps = new AllocationBuffers(structs, words).read();
        HeapParse parse = new HeapParse(memory, classes, headers, new ObjectSizes(structs, flags, words));

        Capture capture = new Capture(plan, references, ids);
        parse.parse(spaces, gaps, capture);
        Appraisal appraisal = new Appraisal(new LiveSizes(jvm, flags.value("ObjectAlignmentInBytes")));
        Selection selection = new Selection(census, appraisal, owners);
        new MapWalks(jvm, new Recheck(jvm, plan, ids)).walk(capture, selection::add);

        Slots slots = new Slots(classes, offsets, Mirrors.of(structs, words, RULES));
        selection.finish(new OwnerPaths(selection.addresses(), wanted -> {
            OwnerSearch search = new OwnerSearch(jvm, slots, wanted);
            parse.parse(spaces, gaps, search);
            return search.found();
        }));
        tellWhatIsMissing(census, ids, capture, plan);
    }

    private static long firstElement(ClassIndex classes) throws UnknownLayoutException {
        return classes.named("[Ljava/lang/Object;")
                .orElseThrow(() -> new UnknownLayoutException("this JVM has no class of object arrays"))
                .arrayHeaderBytes();
    }

    private static void tellWhatIsMissing(CensusBuilder census, HeapIds ids, Capture capture, Plan plan) {
        if (!ids.reachAll()) {
            census.incomplete("the heap spreads over more than 32 GiB; maps beyond are left out");
        }
        if (capture.full()) {
            census.incomplete("there are more maps or nodes than fit; the rest is left out");
        }
        if (!plan.misunderstood().isEmpty()) {
            census.incomplete(plan.misunderstood() + " have fields that are not known");
        }
    }
}
