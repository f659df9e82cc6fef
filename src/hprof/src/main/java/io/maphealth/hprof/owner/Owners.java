package io.maphealth.hprof.owner;

import io.maphealth.hprof.HeapDumpOptions;
import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.WrapperKind;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.owner.References.Reference;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.Window;
import io.maphealth.hprof.walk.MapResults;
import io.maphealth.hprof.walk.WalkPass;
import io.maphealth.javamaps.HolderRank;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Who holds each map, as a person would say it. Make one, let its visitors see the dump, [#decide], and [#climb] from
/// maps that are values of maps or elements of collections to those who hold these.
public final class Owners {
    private static final int DEEPEST = 8;
    /// So many parts of all map memory is one of them, for which a large dump is not read again.
    private static final int ODDS_AND_ENDS = 200;
    private static final String UNKNOWN = "(unknown)";

    private final Captured captured;
    private final CompactIds ids;
    private final ClassTable classes;
    private final HolderPlans plans;
    private final HolderPlans.Index index;
    private final EntryKinds entryKinds;
    private final ReferencedPages pages;
    private final Targets targets;
    private final Map<Integer, String> names = new ConcurrentHashMap<>();
    private final Map<String, String> valuesIn = new ConcurrentHashMap<>();
    private final List<Climb> climbs = new ArrayList<>();
    private List<FewOfAKind> few = List.of();
    /// The best wrapper around each target, as a target, 0 for none: a wrapper comes after all maps.
    private int[] wrapperOf = new int[0];
    private final Holders holders;
    private Optional<MapResults> results = Optional.empty();
    private long bytesOfAll;

    /// Of a dump whose scans go through so many units.
    public Owners(Captured captured, HolderPlans plans, CompactIds ids, int units) {
        this.captured = captured;
        this.ids = ids;
        this.classes = plans.classes();
        this.plans = plans;
        this.index = plans.index();
        this.entryKinds = new EntryKinds(classes, captured.plan().mapKinds());
        this.pages = new ReferencedPages(units);
        this.targets = Targets.of(captured, ids);
        this.holders = new Holders(targets);
        holders.addStatics(plans);
    }

    public HolderVisitor visitor(Window window) {
        return visitor(targets, new FewOfAKind(classes.all().size()), window);
    }

    /// Takes over what the visitors saw, and what the walks found.
    public void decide(List<HolderVisitor> visitors, MapResults found) {
        holders.add(visitors);
        results = Optional.of(found);
        few = visitors.stream().map(HolderVisitor::few).toList();
        int maps = captured.maps().size();
        for (int map = 0; map < maps; map++) {
            bytesOfAll += found.roughBytes(map);
        }
        int[] inners = inners();
        wrapperOf = bestWrappers(inners, holders::score);
        wrapperOf = bestWrappers(inners, this::scoreOfOutermost);
    }

    /// Goes over the dump for those who hold the holders; false when there was too little to look for.
    public boolean climb(HeapScan scan, WalkPass walks) throws IOException, InterruptedException {
        Pending pending = pending();
        if (!worthALook(pending.allBytes(), scan)) {
            return false;
        }
        climbs.add(Climb.from(pending, walks, scan, this));
        return true;
    }

    /// A look at a large dump has to tell the owners of more than odds and ends.
    boolean worthALook(long bytesOfUnknown, HeapScan scan) throws IOException {
        return bytesOfUnknown > 0
                && (scan.dumpBytes() < HeapDumpOptions.SMALL_DUMP || bytesOfUnknown * ODDS_AND_ENDS >= bytesOfAll);
    }

    Holders holdersOf(Targets others) {
        Holders found = new Holders(others);
        found.addStatics(plans);
        return found;
    }

    HolderVisitor visitor(Targets others, Window window) {
        return visitor(others, new FewOfAKind(0), window);
    }

    private HolderVisitor visitor(Targets wanted, FewOfAKind kept, Window window) {
        return new HolderVisitor(new HolderVisitor.Search(index, wanted, pages, kept), window);
    }

    ReferencedPages pages() {
        return pages;
    }

    CompactIds ids() {
        return ids;
    }

    ClassTable classes() {
        return classes;
    }

    HolderPlans plans() {
        return plans;
    }

    HolderPlans.Index index() {
        return index;
    }

    /// The object that is a map or, with a number after those of all maps, a wrapper.
    int idOf(int target) {
        int maps = captured.maps().size();
        return target < maps
                ? captured.maps().get(target).id()
                : captured.wrappers().get(target - maps).id();
    }

    /// The number of the map that is an object of the dump.
    public int map(long id) {
        return targets.numbered(ids.find(id));
    }

    /// About what a map holds.
    long bytes(int map) {
        return results.map(found -> found.roughBytes(map)).orElse(0L);
    }

    /// References to an object that the looks for owners have come by.
    List<Reference> references(int object) {
        List<Reference> all = new ArrayList<>();
        int target = targets.numbered(object);
        if (target >= 0) {
            all.add(new Reference(holders.holder(target), holders.score(target)));
            if (wrapperOf[target] != 0) {
                all.add(Reference.toPart(idOf(wrapperOf[target])));
            }
        }
        for (Climb climb : climbs) {
            int place = climb.place(object);
            if (place >= 0) {
                all.add(climb.map(place) >= 0 ? Reference.toPart(idOf(climb.map(place))) : climb.reference(place));
            }
        }
        return all;
    }

    /// What was kept of the first look beside the holders of maps.
    List<FewOfAKind> few() {
        return few;
    }

    /// The owner of a map; empty when nothing in the dump refers to it.
    public Optional<String> owner(int map) {
        return owner(map, 0);
    }

    /// The collection that a map is the storage of, when people only know the collection.
    public Optional<WrapperKind> collection(int map) {
        int wrapper = wrapperOf[map];
        if (wrapper == 0 || holders.rank(map).compareTo(HolderRank.JDK_FIELD) >= 0) {
            return Optional.empty();
        }
        WrapperKind kind = captured.plan()
                .wrapperKinds()
                .get(captured.wrappers().get(wrapper - captured.maps().size()).kind());
        return kind.layout().collection() ? Optional.of(kind) : Optional.empty();
    }

    /// What the last look has led to without an answer.
    private Pending pending() {
        int looked = climbs.isEmpty() ? targets.size() : climbs.getLast().size();
        // counted first: they are few among many
        Pending pending = new Pending((int) IntStream.range(0, looked)
                .filter(place -> withoutAnswer(place) != 0)
                .count());
        for (int place = 0; place < looked; place++) {
            int object = withoutAnswer(place);
            if (object != 0) {
                Holders last = climbs.isEmpty() ? holders : climbs.getLast().holders();
                pending.add(
                        object,
                        climbs.isEmpty() ? weight(place) : climbs.getLast().bytes(place),
                        kinds(last.score(place)));
            }
        }
        return pending;
    }

    /// Which kinds of maps the holder of a score may be an entry of.
    private BitSet kinds(int score) {
        return HolderPlans.rank(score) == HolderRank.ENTRY ? entryKinds.of(plans.declaring(score)) : EntryKinds.none();
    }

    /// An object that a place of the last look has led to, 0 where there is nothing more to look for.
    private int withoutAnswer(int place) {
        int object =
                climbs.isEmpty() ? holderWithoutName(place) : climbs.getLast().next(place);
        return climbed(object) ? 0 : object;
    }

    /// About what a map holds; a wrapper counts with its map.
    private long weight(int target) {
        int maps = captured.maps().size();
        int map = target < maps
                ? target
                : targets.numbered(captured.wrappers().get(target - maps).inner());
        return map < 0 || map >= maps
                ? 0
                : results.map(found -> found.roughBytes(map)).orElse(0L);
    }

    private int holderWithoutName(int target) {
        HolderRank rank = holders.rank(target);
        return rank.leadsOn() && !rank.names() ? holders.holder(target) : 0;
    }

    private boolean climbed(int object) {
        for (Climb climb : climbs) {
            if (climb.place(object) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// What each wrapper is around, -1 where that is no target.
    private int[] inners() {
        return captured.wrappers().stream()
                .mapToInt(wrapper -> targets.numbered(wrapper.inner()))
                .toArray();
    }

    /// Of several wrappers around one thing, such as a cache and the key set of the map inside, the best held one.
    private int[] bestWrappers(int[] inners, IntUnaryOperator score) {
        int[] best = new int[targets.size()];
        for (int i = 0; i < inners.length; i++) {
            int inner = inners[i];
            int wrapper = captured.maps().size() + i;
            if (inner >= 0 && (best[inner] == 0 || score.applyAsInt(wrapper) > score.applyAsInt(best[inner]))) {
                best[inner] = wrapper;
            }
        }
        return best;
    }

    /// The best score of a wrapper and of those around it.
    private int scoreOfOutermost(int wrapper) {
        int best = holders.score(wrapper);
        int outer = wrapperOf[wrapper];
        for (int depth = 0; outer != 0 && depth < DEEPEST; depth++) {
            best = Math.max(best, holders.score(outer));
            outer = wrapperOf[outer];
        }
        return best;
    }

    private Optional<String> owner(int target, int depth) {
        HolderRank rank = holders.rank(target);
        int wrapper = wrapperOf[target];
        if (!rank.names() && wrapper != 0 && depth < DEEPEST) {
            return owner(wrapper, depth + 1);
        }
        return switch (rank) {
            case ELEMENT, ENTRY -> Optional.of(valueIn(container(holders.holder(target), depth)));
            case NONE, WEAK, WRAPPER -> Optional.empty();
            case ROOT, THREAD_LOCAL, JDK_FIELD, FIELD, STATIC -> Optional.of(simple(rank, holders.score(target)));
        };
    }

    /// Who holds the map, the array or the collection that an object is a part of.
    private String container(int object, int depth) {
        for (Climb climb : climbs) {
            int place = climb.place(object);
            if (place >= 0 && depth < DEEPEST) {
                return container(climb, place, depth + 1);
            }
        }
        return UNKNOWN;
    }

    private String container(Climb climb, int place, int depth) {
        if (climb.map(place) >= 0) {
            return owner(climb.map(place), depth).orElse("(map)");
        }
        int score = climb.holders().score(place);
        HolderRank rank = climb.holders().rank(place);
        return switch (rank) {
            case ELEMENT, ENTRY -> valueIn(container(climb.holders().holder(place), depth));
            case JDK_FIELD -> plans.inStorage(score) ? collectionOf(climb, place, depth) : name(score);
            case NONE, WEAK, WRAPPER -> UNKNOWN;
            case ROOT, THREAD_LOCAL, FIELD, STATIC -> simple(rank, score);
        };
    }

    /// A list or queue by whoever holds it, or by its own class when that is not known.
    private String collectionOf(Climb climb, int place, int depth) {
        String holder = container(climb.holders().holder(place), depth);
        return holder.equals(UNKNOWN) ? plans.declaringClass(climb.holders().score(place)) : holder;
    }

    private String simple(HolderRank rank, int score) {
        return switch (rank) {
            case ROOT -> "(local variable)";
            case THREAD_LOCAL -> "(thread local)";
            case NONE, WEAK, ELEMENT, ENTRY, WRAPPER, JDK_FIELD, FIELD, STATIC -> name(score);
        };
    }

    private String valueIn(String container) {
        return valuesIn.computeIfAbsent(container, owner -> owner + "[value]");
    }

    private String name(int score) {
        return names.computeIfAbsent(score, plans::name);
    }
}
