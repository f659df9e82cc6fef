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
import io.maphealth.process.BudgetedMemory;
import io.maphealth.process.MappedLibrary;
import io.maphealth.process.Memory;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.WalkBudget;
import io.maphealth.process.Words;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds every map of a running HotSpot JVM in its memory, while the program runs on: nothing is stopped, dumped or
/// loaded into it.
///
/// A collection or a write may come in between. What cannot be told for sure is then left out: `iterated` is absent for
/// a map that was being written to, or whose table had moved away. A look is whole when no collection ran, or none that
/// moved old objects: young maps may then be missing, which come and go anyway. For one thread; good for as many looks
/// as the process lives.
public final class JvmHeapReader {
    private static final MapLayouts LAYOUTS = MapLayouts.all();
    private static final HolderRules RULES = new HolderRules(LAYOUTS);
    /// Of how many maps the owners are looked for, unless more are asked for.
    private static final int MOST_OWNERS = 500;
    /// How often to look again when the heap was moved about meanwhile.
    private static final int TRIES = 3;

    private static final long NANOS_A_MILLI = 1_000_000;
    private static final int LONGEST_VERSION = 100;

    private final Memory memory;
    private final InstantSource clock;
    private final Words words;
    private final VmStructs structs;
    private final VmFlags flags;
    private final References references;
    private final ObjectHeaders headers;
    private final HeapSpaces heapSpaces;
    private final GcClock gcClock;
    private final Optional<String> version;

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
        this.version = version(structs, words);
    }

    /// What one look may read and how long it may take; `top` is how many maps to keep, 0 keeps all, in memory that
    /// grows with them.
    public record Limits(long bytes, Duration time, int top) {
        public static final Limits DEFAULT = new Limits(256L << 30, Duration.ofSeconds(60), 50);
    }

    /// Gets to know a JVM.
    ///
    /// @throws UnknownLayoutException when it does not describe its memory, or has a collector that moves objects
    ///     while the program runs
    public static JvmHeapReader open(Memory memory, InstantSource clock)
            throws UnreadableMemoryException, UnknownLayoutException {
        return new JvmHeapReader(memory, clock);
    }

    /// The JVM's own release, such as `25.0.3+9-LTS`.
    public Optional<String> version() {
        return version;
    }

    private static Optional<String> version(VmStructs structs, Words words) throws UnreadableMemoryException {
        OptionalLong text = structs.findAddress("Abstract_VM_Version", "_s_vm_release");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(words.textUpToZeroAt(words.longAt(text.getAsLong()), LONGEST_VERSION));
    }

    /// Looks at all maps once.
    ///
    public Census read(Target target, Limits limits) throws UnreadableMemoryException, UnknownLayoutException {
        long started = clock.millis();
        WalkBudget budget = new WalkBudget(limits.bytes(), limits.time(), () -> clock.millis() * NANOS_A_MILLI);
        CensusBuilder census = new CensusBuilder(target, limits.top());
        boolean whole = look(census, limits, budget);
        for (int tries = 1;
                !whole && tries < TRIES && memory.current() && budget.exceeded().isEmpty();
                tries++) {
            census = new CensusBuilder(target, limits.top());
            whole = look(census, limits, budget);
        }
        if (!whole) {
            census.incomplete("a collection moved objects while the heap was read; maps may be missing");
        }
        if (!memory.current()) {
            census.incomplete("the process ended while it was read");
        }
        budget.exceeded().ifPresent(census::incomplete);
        return census.build(clock.instant(), Duration.ofMillis(clock.millis() - started));
    }

    /// Whether all old objects stood still meanwhile.
    private boolean look(CensusBuilder census, Limits limits, WalkBudget budget)
            throws UnreadableMemoryException, UnknownLayoutException {
        words.forget();
        GcStamp before = gcClock.read();
        List<HeapSpace> spaces = heapSpaces.read();
        look(spaces, census, limits, new BudgetedMemory(memory, budget));
        GcStamp after = gcClock.read();
        census.gc(new GcCycles(after.collections(), Optional.empty(), Optional.empty()));
        words.forget();
        return before.sameHeapAs(after) || heapSpaces.oldStandStill(spaces, heapSpaces.read());
    }

    private void look(List<HeapSpace> spaces, CensusBuilder census, Limits limits, Memory bounded)
            throws UnreadableMemoryException, UnknownLayoutException {
        ClassIndex classes = new ClassIndex(new ClassList(structs, words).read());
        FieldOffsets offsets = new FieldOffsets(FieldList.of(structs, words), classes);
        Plan plan = new Plan(classes, offsets, LAYOUTS);
        LiveJvm jvm = new LiveJvm(bounded, classes, headers, references, firstElement(classes));
        HeapIds ids = HeapIds.of(spaces);
        Gaps gaps = new AllocationBuffers(structs, words).read();
        HeapParse parse = new HeapParse(bounded, classes, headers, new ObjectSizes(structs, flags, words));

        Capture capture = new Capture(plan, references, ids);
        parse.parse(spaces, gaps, capture);
        Appraisal appraisal = new Appraisal(new LiveSizes(jvm, flags.smallValue("ObjectAlignmentInBytes")));
        int owners = limits.top() == 0 ? Integer.MAX_VALUE : Math.max(limits.top(), MOST_OWNERS);
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
