package io.maphealth.hotspot.audit;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.GcCycles;
import io.maphealth.core.Site;
import io.maphealth.core.Target;
import io.maphealth.hotspot.heap.AllocationBuffers;
import io.maphealth.hotspot.heap.GcClock;
import io.maphealth.hotspot.heap.HeapParse;
import io.maphealth.hotspot.heap.HeapSpaces;
import io.maphealth.hotspot.heap.HeapSpaces.Sight;
import io.maphealth.hotspot.heap.ObjectHeaders;
import io.maphealth.hotspot.heap.References;
import io.maphealth.hotspot.vm.ClassList;
import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.BudgetedMemory;
import io.maphealth.process.MappedLibrary;
import io.maphealth.process.Memory;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.WalkBudget;
import io.maphealth.process.Words;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds every map of a running HotSpot JVM in its memory, while the program runs on: nothing is stopped, dumped or
/// loaded into it.
///
/// A collection or a write may come in between. What cannot be told for sure is then left out: `iterated` is absent for
/// a map that was being written to, or whose table had moved away. A look is whole when no collection ran, or none that
/// moved old objects: young maps may then be missing, which come and go anyway. While a collector moves objects beside
/// the program, maps are told by their own counts alone. For one thread; good for as many looks as the process lives.
public final class JvmHeapReader {
    /// Of how many maps the owners are looked for, unless more are asked for.
    private static final int MOST_OWNERS = 500;
    /// How often to look again when the heap was moved about meanwhile.
    private static final int TRIES = 3;

    private static final long NANOS_A_MILLI = 1_000_000;
    private static final int LONGEST_VERSION = 100;

    private static final String WHAT_TELLS_MORE =
            "a heap dump (maphealth dump) walks every map, GC.class_histogram counts entries by class";
    private static final String NOT_FOLLOWED =
            ", so what maps hold was not followed and they are told by their own counts alone; " + WHAT_TELLS_MORE;

    /// What maps and nodes may take of the heap of this JVM.
    private static final double SHARE_OF_MEMORY = 0.6;

    private final Memory memory;
    private final InstantSource clock;
    private final WalkBudget budget;
    private final Vm vm;
    private final HeapSpaces heapSpaces;
    private final AllocationBuffers allocationBuffers;
    private final GcClock gcClock;
    private final ClassList classList;
    private final HeapParse parse;
    private final Owners owners;
    private final FollowedKeys keys = new FollowedKeys();
    private final Optional<String> version;
    private Optional<KnownClasses> known = Optional.empty();

    private JvmHeapReader(Memory memory, VmStructs structs, InstantSource clock)
            throws UnreadableMemoryException, UnknownLayoutException {
        this.memory = memory;
        this.clock = clock;
        this.budget = new WalkBudget(0, Duration.ZERO, () -> clock.millis() * NANOS_A_MILLI);
        Words words = new Words(memory);
        VmFlags flags = VmFlags.read(structs, words);
        Memory bounded = new BudgetedMemory(memory, budget);
        ObjectHeaders headers = ObjectHeaders.read(structs, flags, words);
        this.vm = new Vm(structs, flags, words, bounded, headers, References.read(structs, flags, words));
        this.heapSpaces = HeapSpaces.of(structs, flags, words, memory);
        this.allocationBuffers = new AllocationBuffers(structs, words, vm.references());
        this.gcClock = new GcClock(structs, words, memory);
        this.classList = new ClassList(structs, words);
        this.parse = new HeapParse(bounded, headers);
        this.owners = new Owners(new Places(vm));
        this.version = version(structs, words);
    }

    /// What one look may read and how long it may take; `top` is how many maps to keep, 0 keeps all, in memory that
    /// grows with them.
    public record Limits(long bytes, Duration time, int top) {
        public static final Limits DEFAULT = new Limits(256L << 30, Duration.ofSeconds(60), 50);
    }

    /// Gets to know a JVM.
    ///
    /// @throws UnknownLayoutException when it does not describe its memory
    public static JvmHeapReader open(Memory memory, InstantSource clock)
            throws UnreadableMemoryException, UnknownLayoutException {
        Words words = new Words(memory);
        MappedLibrary libjvm = MappedLibrary.find(memory, words, "libjvm.so")
                .orElseThrow(() -> new UnknownLayoutException("the process has no libjvm.so: it is no HotSpot JVM"));
        VmStructs structs = VmStructs.read(libjvm, words);
        try {
            return new JvmHeapReader(memory, structs, clock);
        } catch (UnknownLayoutException unknown) {
            throw new UnknownLayoutException(unknown, WHAT_TELLS_MORE);
        }
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
    public Census read(Target target, Limits limits) throws UnreadableMemoryException, UnknownLayoutException {
        long started = clock.millis();
        budget.startAgain(limits.bytes(), limits.time());
        CensusBuilder census = new CensusBuilder(target, limits.top());
        boolean whole = look(census, limits);
        for (int tries = 1;
                !whole && tries < TRIES && memory.current() && budget.exceeded().isEmpty();
                tries++) {
            owners.lookedInVain();
            census = new CensusBuilder(target, limits.top());
            whole = look(census, limits);
        }
        keys.end();
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
    private boolean look(CensusBuilder census, Limits limits) throws UnreadableMemoryException, UnknownLayoutException {
        Sight before = sight();
        Optional<String> onTheirWay = heapSpaces.objectsOnTheirWay(before.spaces());
        onTheirWay.ifPresent(why -> census.incomplete(why + NOT_FOLLOWED));
        HeapParse.Heap heap = new HeapParse.Heap(before.spaces(), allocationBuffers.read());
        KnownClasses classes = loaded();
        HeapIds ids = HeapIds.of(heap.spaces());
        Capture capture = classes.capture(ids, memoryBytes(), onTheirWay.isEmpty());
        parse.parse(heap, classes.classes(), classes.sizes(), capture);
        tellWhatIsMissing(census, ids, capture, classes.plan());

        int mostOwners = limits.top() == 0 ? Integer.MAX_VALUE : Math.max(limits.top(), MOST_OWNERS);
        Selection selection = new Selection(census, classes.plan(), classes.appraisal(), mostOwners);
        if (onTheirWay.isEmpty()) {
            classes.walks().walk(capture, ids, selection);
        } else {
            classes.walks().count(capture, ids, selection);
        }
        owners.refresh(selection.wanted(), maps -> {
            classes.prepareForOwners();
            return new OwnerPaths(maps, new HolderLooks(parse, heap, classes, capture.maps()));
        });
        keys.start();
        Map<Site, MapWalks.Seen> single = selection.finish(owners);
        if (onTheirWay.isEmpty()) {
            single.forEach((site, map) ->
                    keys.see(site, map, classes.keySample()).ifPresent(share -> census.keySurvival(site, share)));
        }
        Sight after = sight();
        census.gc(new GcCycles(after.stamp().collections(), Optional.empty(), Optional.empty()));
        return heapSpaces.stoodStill(before, after);
    }

    private Sight sight() throws UnreadableMemoryException, UnknownLayoutException {
        vm.words().forget();
        return new Sight(gcClock.read(), heapSpaces.read());
    }

    private KnownClasses loaded() throws UnreadableMemoryException, UnknownLayoutException {
        List<JavaClass> list = classList.read();
        if (known.filter(classes -> classes.are(list)).isEmpty()) {
            known = Optional.of(new KnownClasses(list, vm));
        }
        return known.orElseThrow();
    }

    private static long memoryBytes() {
        return (long) (SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory());
    }

    private static void tellWhatIsMissing(CensusBuilder census, HeapIds ids, Capture capture, Plan plan) {
        if (!ids.reachAll()) {
            census.incomplete("more than 64 GiB of heap are in use; maps beyond are left out");
        }
        if (capture.full()) {
            census.incomplete(
                    "there are more maps or entries than fit into this program's heap (-Xmx); the rest is left out");
        }
        if (!plan.misunderstood().isEmpty()) {
            census.incomplete(plan.misunderstood() + " have fields that are not known");
        }
    }
}
