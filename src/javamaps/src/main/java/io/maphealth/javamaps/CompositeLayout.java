package io.maphealth.javamaps;

import java.util.List;
import java.util.Optional;

/// Maps whose entries are not just a table or a tree away: a reader collects their parts first. Read from dumps; the
/// live reader leaves them out.
public sealed interface CompositeLayout extends MapLayout {
    @Override
    default Optional<String> modCount() {
        return Optional.empty();
    }

    /// A table of chains behind an `AtomicReferenceArray`: one segment of Guava's `LocalCache`, a map by itself.
    record Segment(String className, CountLayout count, String entrance, GrowthRule growth, List<NodeLayout> nodes)
            implements CompositeLayout {}

    /// A table of primitive keys: `it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap`.
    ///
    /// `beside` are the arrays that are as long as the table.
    record PrimitiveTable(
            String className,
            CountLayout count,
            String entrance,
            Cells cells,
            Vacancy vacancy,
            HiddenEntries hidden,
            GrowthRule growth,
            List<Cells> beside)
            implements CompositeLayout {
        @Override
        public List<NodeLayout> nodes() {
            return List.of();
        }
    }

    /// A flat table in which objects of static fields mark cells: `chained`, an entry whose second cell is an array of
    /// further entries, and `removed`, no entry any more. `bucket` is a class of which an object stands for several
    /// entries, in `slots`, the last of which may be another.
    record MarkedTable(
            String className,
            CountLayout count,
            String entrance,
            int stride,
            Optional<String> chained,
            Optional<String> removed,
            Optional<Bucket> bucket,
            GrowthRule growth,
            List<Cells> beside)
            implements CompositeLayout {
        @Override
        public List<NodeLayout> nodes() {
            return List.of();
        }
    }

    record Bucket(String className, List<String> slots) {}

    /// A trie of nodes that versions of the map share: `scala.collection.immutable.HashMap`.
    ///
    /// A node has as many entries as bits in `entryBits`, `stride` cells each, at the start of its `content`. The
    /// nodes below are at its end; the root knows the `size`.
    record Trie(String className, String entrance, TrieNode node) implements CompositeLayout {
        @Override
        public CountLayout count() {
            return new CountLayout.OfRoot();
        }

        @Override
        public GrowthRule growth() {
            return GrowthRule.BY_ENTRY;
        }

        @Override
        public List<NodeLayout> nodes() {
            return List.of();
        }
    }

    record TrieNode(String className, String content, String entryBits, String size, int stride) {}
}
