package io.maphealth.javamaps;

import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.MapLayout.SkipList;
import io.maphealth.javamaps.NodeLayout.BinHead;
import io.maphealth.javamaps.NodeLayout.Branch;
import io.maphealth.javamaps.NodeLayout.Chained;
import io.maphealth.javamaps.NodeLayout.ChainedInTree;
import io.maphealth.javamaps.NodeLayout.ChainedUnlessDeleted;
import io.maphealth.javamaps.NodeLayout.ChainedWeak;
import io.maphealth.javamaps.NodeLayout.InCell;
import io.maphealth.javamaps.NodeLayout.MovedBin;
import io.maphealth.javamaps.NodeLayout.Reservation;
import java.util.List;
import java.util.Optional;

/// The maps of the JDK, 8 to 25: fields as `javap -p` of 17 and 25 shows them.
final class JdkMaps {
    private static final CountLayout SIZE = new CountLayout.Field("size");
    private static final Optional<String> MOD_COUNT = Optional.of("modCount");

    private static final NodeLayout HASH_NODE = new Chained("java/util/HashMap$Node", "next", "hash");
    private static final NodeLayout LINKED_NODE = new Chained("java/util/LinkedHashMap$Entry", "next", "hash");
    private static final NodeLayout TREE_NODE = new ChainedInTree("java/util/HashMap$TreeNode", "next", "hash");

    private static final String CHM = "java/util/concurrent/ConcurrentHashMap";

    private JdkMaps() {}

    static List<MapLayout> maps() {
        return List.of(
                hashMap("java/util/HashMap", List.of(HASH_NODE, TREE_NODE)),
                hashMap("java/util/LinkedHashMap", List.of(LINKED_NODE, TREE_NODE)),
                concurrentHashMap(),
                hashtable(),
                weakHashMap(),
                identityHashMap(),
                treeMap(),
                skipListMap(),
                fixed("java/util/EnumMap", "vals", 1),
                fixed("java/util/ImmutableCollections$MapN", "table", 2),
                fixed("java/util/ImmutableCollections$SetN", "elements", 1),
                threadLocalMap());
    }

    static List<WrapperLayout> wrappers() {
        return List.of(
                new WrapperLayout("java/util/HashSet", "map", true),
                new WrapperLayout("java/util/TreeSet", "m", true),
                new WrapperLayout("java/util/concurrent/ConcurrentSkipListSet", "m", true),
                new WrapperLayout("java/util/Collections$SetFromMap", "m", true),
                new WrapperLayout(CHM + "$KeySetView", "map", false),
                new WrapperLayout("java/util/Properties", "map", false),
                new WrapperLayout("java/util/Collections$UnmodifiableMap", "m", false),
                new WrapperLayout("java/util/Collections$SynchronizedMap", "m", false),
                new WrapperLayout("java/util/Collections$CheckedMap", "m", false),
                new WrapperLayout("java/util/Collections$UnmodifiableCollection", "c", false),
                new WrapperLayout("java/util/Collections$SynchronizedCollection", "c", false),
                new WrapperLayout("java/util/concurrent/atomic/AtomicReference", "value", false));
    }

    private static MapLayout hashMap(String className, List<NodeLayout> nodes) {
        return new BinTable(
                className,
                SIZE,
                "table",
                Optional.empty(),
                MOD_COUNT,
                GrowthRule.DOUBLES_ABOVE_THREE_QUARTERS,
                BinRule.LOW_BITS,
                nodes);
    }

    private static MapLayout concurrentHashMap() {
        return new BinTable(
                CHM,
                new CountLayout.Striped("baseCount", "counterCells", CHM + "$CounterCell", "value"),
                "table",
                Optional.of("nextTable"),
                Optional.empty(),
                GrowthRule.DOUBLES_AT_THREE_QUARTERS,
                BinRule.LOW_BITS,
                List.of(
                        new Chained(CHM + "$Node", "next", "hash"),
                        new ChainedInTree(CHM + "$TreeNode", "next", "hash"),
                        new BinHead(CHM + "$TreeBin", "first"),
                        new MovedBin(CHM + "$ForwardingNode"),
                        new Reservation(CHM + "$ReservationNode")));
    }

    private static MapLayout hashtable() {
        return new BinTable(
                "java/util/Hashtable",
                new CountLayout.Field("count"),
                "table",
                Optional.empty(),
                MOD_COUNT,
                GrowthRule.HASHTABLE,
                BinRule.REMAINDER,
                List.of(new Chained("java/util/Hashtable$Entry", "next", "hash")));
    }

    private static MapLayout weakHashMap() {
        return new BinTable(
                "java/util/WeakHashMap",
                SIZE,
                "table",
                Optional.empty(),
                MOD_COUNT,
                GrowthRule.DOUBLES_ABOVE_THREE_QUARTERS,
                BinRule.LOW_BITS,
                List.of(new ChainedWeak("java/util/WeakHashMap$Entry", "next", "hash", "referent")));
    }

    private static MapLayout identityHashMap() {
        return new CellTable(
                "java/util/IdentityHashMap",
                SIZE,
                "table",
                2,
                MOD_COUNT,
                Optional.empty(),
                GrowthRule.DOUBLES_ABOVE_TWO_THIRDS,
                List.of(),
                List.of());
    }

    private static MapLayout treeMap() {
        return new SearchTree(
                "java/util/TreeMap",
                SIZE,
                "root",
                MOD_COUNT,
                List.of(new Branch("java/util/TreeMap$Entry", "left", "right")));
    }

    private static MapLayout skipListMap() {
        String className = "java/util/concurrent/ConcurrentSkipListMap";
        return new SkipList(
                className,
                new CountLayout.Adder("adder"),
                "head",
                List.of(
                        new ChainedUnlessDeleted(className + "$Node", "next", "val"),
                        new BinHead(className + "$Index", "node")));
    }

    /// A null value or key is masked by an object, so that a null cell is an empty one.
    private static MapLayout fixed(String className, String cells, int stride) {
        return new CellTable(
                className,
                SIZE,
                cells,
                stride,
                Optional.empty(),
                Optional.empty(),
                GrowthRule.FIXED,
                List.of(),
                List.of());
    }

    private static MapLayout threadLocalMap() {
        String className = "java/lang/ThreadLocal$ThreadLocalMap";
        return new CellTable(
                className,
                SIZE,
                "table",
                1,
                Optional.empty(),
                Optional.empty(),
                GrowthRule.DOUBLES_AT_TWO_THIRDS,
                List.of(new InCell(className + "$Entry", Optional.of("referent"))),
                List.of());
    }
}
