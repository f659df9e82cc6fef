package io.maphealth.javamaps;

import io.maphealth.javamaps.CompositeLayout.Trie;
import io.maphealth.javamaps.CompositeLayout.TrieNode;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.NodeLayout.Branch;
import io.maphealth.javamaps.NodeLayout.Chained;
import java.util.List;
import java.util.Optional;

/// Maps of Scala's library, as `javap -p` of scala-library 2.13.16 shows them. `TrieMap`, `OpenHashMap`, `LongMap` and
/// the immutable `TreeMap` are not read.
final class ScalaMaps {
    private static final String MUTABLE = "scala/collection/mutable/";
    private static final String IMMUTABLE = "scala/collection/immutable/";

    private ScalaMaps() {}

    static List<MapLayout> maps() {
        return List.of(
                chained("HashMap", new Chained(MUTABLE + "HashMap$Node", "_next", "_hash")),
                chained("HashSet", new Chained(MUTABLE + "HashSet$Node", "_next", "_hash")),
                chained("LinkedHashMap", new Chained(MUTABLE + "LinkedHashMap$LinkedEntry", "next", "hash")),
                chained("LinkedHashSet", new Chained(MUTABLE + "LinkedHashSet$Entry", "next", "hash")),
                anyRefMap(),
                tree(),
                trie("HashMap", "BitmapIndexedMapNode", 2),
                trie("HashSet", "BitmapIndexedSetNode", 1));
    }

    static List<WrapperLayout> wrappers() {
        return List.of(
                new WrapperLayout(MUTABLE + "TreeMap", inner(MUTABLE + "TreeMap", "tree"), true),
                new WrapperLayout(MUTABLE + "TreeSet", inner(MUTABLE + "TreeSet", "tree"), true));
    }

    private static MapLayout chained(String name, NodeLayout node) {
        String className = MUTABLE + name;
        return new BinTable(
                className,
                new CountLayout.Field("contentSize"),
                inner(className, "table"),
                Optional.empty(),
                Optional.empty(),
                GrowthRule.DOUBLES_AT_THREE_QUARTERS,
                BinRule.LOW_BITS,
                List.of(node));
    }

    private static MapLayout anyRefMap() {
        String className = MUTABLE + "AnyRefMap";
        return new CellTable(
                className,
                new CountLayout.Field("_size"),
                inner(className, "_keys"),
                1,
                Optional.empty(),
                Optional.empty(),
                GrowthRule.DOUBLES_AT_SEVEN_EIGHTHS,
                List.of(),
                List.of(Cells.INT, Cells.REFERENCE));
    }

    /// What its maps and sets share.
    private static MapLayout tree() {
        return new SearchTree(
                MUTABLE + "RedBlackTree$Tree",
                new CountLayout.Field("size"),
                "root",
                Optional.empty(),
                List.of(new Branch(MUTABLE + "RedBlackTree$Node", "left", "right")));
    }

    private static MapLayout trie(String name, String node, int stride) {
        return new Trie(
                IMMUTABLE + name, "rootNode", new TrieNode(IMMUTABLE + node, "content", "dataMap", "size", stride));
    }

    /// The compiler puts the name of the class before that of a field that inner classes use.
    private static String inner(String className, String field) {
        return className.replace('/', '$') + "$$" + field;
    }
}
