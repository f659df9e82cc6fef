package io.maphealth.javamaps;

import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.NodeLayout.BinHead;
import io.maphealth.javamaps.NodeLayout.Branch;
import io.maphealth.javamaps.NodeLayout.Chained;
import io.maphealth.javamaps.NodeLayout.ChainedInTree;
import io.maphealth.javamaps.NodeLayout.ChainedWeak;
import io.maphealth.javamaps.NodeLayout.MovedBin;
import io.maphealth.javamaps.NodeLayout.Reservation;
import java.util.List;
import java.util.Optional;

/// The maps of the JDK, 8 to 25: fields as `javap -p` of 17 and 25 shows them.
final class JdkMaps {
    private static final CountLayout SIZE = new CountLayout.Field("size");
    private static final Optional<String> MOD_COUNT = Optional.of("modCount");

    private static final NodeLayout HASH_NODE = new Chained("java/util/HashMap$Node", "next");
    private static final NodeLayout LINKED_NODE = new Chained("java/util/LinkedHashMap$Entry", "next");
    private static final NodeLayout TREE_NODE = new ChainedInTree("java/util/HashMap$TreeNode", "next");

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
                treeMap());
    }

    static List<WrapperLayout> wrappers() {
        return List.of(
                new WrapperLayout("java/util/HashSet", "map", true),
                new WrapperLayout("java/util/TreeSet", "m", true),
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
                className, SIZE, "table", Optional.empty(), MOD_COUNT, GrowthRule.DOUBLES_ABOVE_THREE_QUARTERS, nodes);
    }

    private static MapLayout concurrentHashMap() {
        return new BinTable(
                CHM,
                new CountLayout.Striped("baseCount", "counterCells", CHM + "$CounterCell", "value"),
                "table",
                Optional.of("nextTable"),
                Optional.empty(),
                GrowthRule.DOUBLES_AT_THREE_QUARTERS,
                List.of(
                        new Chained(CHM + "$Node", "next"),
                        new ChainedInTree(CHM + "$TreeNode", "next"),
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
                List.of(new Chained("java/util/Hashtable$Entry", "next")));
    }

    private static MapLayout weakHashMap() {
        return new BinTable(
                "java/util/WeakHashMap",
                SIZE,
                "table",
                Optional.empty(),
                MOD_COUNT,
                GrowthRule.DOUBLES_ABOVE_THREE_QUARTERS,
                List.of(new ChainedWeak("java/util/WeakHashMap$Entry", "next", "referent")));
    }

    private static MapLayout identityHashMap() {
        return new CellTable(
                "java/util/IdentityHashMap",
                SIZE,
                "table",
                2,
                MOD_COUNT,
                GrowthRule.DOUBLES_ABOVE_TWO_THIRDS,
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
}
