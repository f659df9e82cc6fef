package io.maphealth.javamaps;

import java.util.List;
import java.util.Optional;

/// How one map class is laid out: names of classes and fields, never offsets, which a reader takes from the heap
/// itself.
///
/// Class names are the JVM's internal ones (`java/util/HashMap`). A subclass is laid out as its nearest ancestor that
/// has a layout.
public sealed interface MapLayout
        permits MapLayout.BinTable, MapLayout.CellTable, MapLayout.SkipList, MapLayout.SearchTree, CompositeLayout {
    String className();

    CountLayout count();

    /// The reference field by which a walk enters: a table, a root or a head.
    String entrance();

    /// The field that counts structural changes, where the class has one.
    Optional<String> modCount();

    GrowthRule growth();

    /// Classes of the objects that hold the entries; the first is the ordinary one. Empty: the table holds them itself.
    List<NodeLayout> nodes();

    /// A table of bins, each the head of a chain: `java.util.HashMap`. `nextTable` is the other half of a table in the
    /// middle of a resize.
    record BinTable(
            String className,
            CountLayout count,
            String entrance,
            Optional<String> nextTable,
            Optional<String> modCount,
            GrowthRule growth,
            BinRule bins,
            List<NodeLayout> nodes)
            implements MapLayout {}

    /// A flat table of references, `stride` of them an entry, the first being one that only a taken cell has:
    /// `java.util.IdentityHashMap`. `extraEntry` is a boolean field that tells of one entry more, the key of which
    /// looks like an empty cell; `beside` are arrays that are as long as the table.
    record CellTable(
            String className,
            CountLayout count,
            String entrance,
            int stride,
            Optional<String> modCount,
            Optional<String> extraEntry,
            GrowthRule growth,
            List<NodeLayout> nodes,
            List<Cells> beside)
            implements MapLayout {}

    /// A linked list below an index that leads into it: `java.util.concurrent.ConcurrentSkipListMap`.
    record SkipList(String className, CountLayout count, String entrance, List<NodeLayout> nodes) implements MapLayout {
        @Override
        public Optional<String> modCount() {
            return Optional.empty();
        }

        @Override
        public GrowthRule growth() {
            return GrowthRule.BY_ENTRY;
        }
    }

    /// A binary search tree: `java.util.TreeMap`.
    record SearchTree(
            String className, CountLayout count, String entrance, Optional<String> modCount, List<NodeLayout> nodes)
            implements MapLayout {
        @Override
        public GrowthRule growth() {
            return GrowthRule.BY_ENTRY;
        }
    }
}
