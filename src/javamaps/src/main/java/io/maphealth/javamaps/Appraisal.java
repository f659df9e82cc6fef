package io.maphealth.javamaps;

import io.maphealth.core.Contract;
import io.maphealth.core.Growth;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.javamaps.CompositeLayout.MarkedTable;
import io.maphealth.javamaps.CompositeLayout.PrimitiveTable;
import io.maphealth.javamaps.CompositeLayout.Segment;
import io.maphealth.javamaps.CompositeLayout.Trie;
import io.maphealth.javamaps.CompositeLayout.TrieNode;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.MapLayout.SkipList;
import java.util.List;
import java.util.OptionalLong;

/// What a map holds and needs, by the sizes of its heap and the growth rule of its class.
///
/// Held: the map object, its table and the objects of its entries. Needed: the same with the table that the
/// class gives itself for the live entries when it starts with its own defaults (none for an empty map:
/// tables are made by the first put), and never more than is held. Keys and values belong to neither. A map
/// of which nodes are missing from the heap (a dead one in a dump with garbage) has no iterated entries: they
/// cannot be known.
public final class Appraisal {
    private final ShallowSizes sizes;

    public Appraisal(ShallowSizes sizes) {
        this.sizes = sizes;
    }

    public MapSnapshot.Builder describe(MapFigures figures, MapSnapshot.Builder snapshot) {
        Walked walked =
                figures.walked().orElse(Walked.plain(Math.max(0, figures.count().orElse(0)), 0));
        long held = heldBytes(figures, walked);
        long capacity = capacity(figures);
        figures.count().ifPresent(snapshot::count);
        snapshot.heldBytes(held)
                .neededBytes(Math.min(held, neededBytes(figures, walked)))
                .peakEvidence(peakEvidence(figures, capacity))
                .contract(contract(figures, walked));
        if (capacity > 0) {
            snapshot.capacity(capacity);
        }
        if (figures.walked().isPresent() && walked.missing() == 0) {
            snapshot.iterated(walked.entries());
        }
        if (figures.nextTableLength() > 0) {
            snapshot.growth(new Growth(walked.moved(), figures.tableLength()));
        }
        if (chained(figures) && figures.walked().isPresent()) {
            snapshot.probe(walked.longest(), FairHash.longestChain(walked.entries(), capacity));
        }
        return snapshot;
    }

    private static long capacity(MapFigures figures) {
        return switch (figures.layout()) {
            case BinTable _ -> figures.tableLength();
            case Segment _ -> figures.tableLength();
            case CellTable cells -> figures.tableLength() / cells.stride();
            case MarkedTable cells -> figures.tableLength() / cells.stride();
            case PrimitiveTable cells -> figures.tableLength() / cells.vacancy().stride();
            case SearchTree _, SkipList _, Trie _ -> 0;
        };
    }

    private long heldBytes(MapFigures figures, Walked walked) {
        long tables = arrayBytes(figures.layout(), figures.tableLength())
                + arrayBytes(figures.layout(), figures.nextTableLength());
        return figures.ownBytes() + tables + nodeBytes(figures, walked.entries(), walked.inTree());
    }

    private long arrayBytes(MapLayout layout, long length) {
        if (length == 0) {
            return 0;
        }
        return switch (layout) {
            case BinTable _, Segment _ -> sizes.referenceArray(length);
            case CellTable cells -> sizes.referenceArray(length) + besides(cells.beside(), length);
            case MarkedTable cells -> sizes.referenceArray(length) + besides(cells.beside(), length);
            case PrimitiveTable cells -> sizes.array(cells.cells(), length) + besides(cells.beside(), length);
            case SearchTree _, SkipList _, Trie _ -> 0;
        };
    }

    private long besides(List<Cells> arrays, long length) {
        return arrays.stream().mapToLong(cells -> sizes.array(cells, length)).sum();
    }

    private long neededBytes(MapFigures figures, Walked walked) {
        long live = walked.entries() - walked.stale();
        long table = live == 0
                ? 0
                : tableBytes(figures.layout(), figures.layout().growth().capacityFor(live));
        return figures.ownBytes() + table + nodeBytes(figures, live, Math.min(live, walked.inTree()));
    }

    private long tableBytes(MapLayout layout, long capacity) {
        return switch (layout) {
            case BinTable _, Segment _ -> arrayBytes(layout, capacity);
            case CellTable cells -> arrayBytes(layout, capacity * cells.stride());
            case MarkedTable cells -> arrayBytes(layout, capacity * cells.stride());
            case PrimitiveTable cells ->
                arrayBytes(layout, capacity * cells.vacancy().stride());
            case SearchTree _, SkipList _, Trie _ -> 0;
        };
    }

    private long nodeBytes(MapFigures figures, long entries, long inTree) {
        MapLayout layout = figures.layout();
        if (layout instanceof Trie trie) {
            return trieBytes(trie.node(), figures.tableLength(), entries);
        }
        if (layout.nodes().isEmpty() || entries == 0) {
            return 0;
        }
        long plain = sizes.instance(layout.nodes().getFirst().className());
        return (entries - inTree) * plain + (inTree == 0 ? 0 : inTree * treeNodeBytes(layout));
    }

    /// Of nodes that have so many cells together: those without an entry lead to a node each.
    private long trieBytes(TrieNode node, long cells, long entries) {
        long nodes = Math.max(0, cells - node.stride() * entries) + 1;
        long perNode = sizes.instance(node.className()) + sizes.referenceArray(0) + sizes.array(Cells.INT, 0);
        return nodes * perNode
                + sizes.referenceArray(cells)
                - sizes.referenceArray(0)
                + sizes.array(Cells.INT, entries)
                - sizes.array(Cells.INT, 0);
    }

    private long treeNodeBytes(MapLayout layout) {
        return layout.nodes().stream()
                .filter(NodeLayout.ChainedInTree.class::isInstance)
                .mapToLong(node -> sizes.instance(node.className()))
                .findFirst()
                .orElse(0);
    }

    private static boolean chained(MapFigures figures) {
        return figures.layout() instanceof BinTable || figures.layout() instanceof Segment;
    }

    private static Contract contract(MapFigures figures, Walked walked) {
        Faults faults = walked.faults();
        boolean looked = (chained(figures) && figures.hashesKnown()) || faults.misplaced() > 0;
        return new Contract(
                looked ? OptionalLong.of(faults.misplaced()) : OptionalLong.empty(),
                OptionalLong.empty(),
                some(faults.selfHeld()),
                some(walked.stale()),
                some(faults.cyclicBins()),
                some(faults.unlinked()));
    }

    private static OptionalLong some(long number) {
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /// A capacity beyond the growth rule was either asked for or reached; as many structural changes as reaching it
    /// takes tell that it was reached.
    private static PeakEvidence peakEvidence(MapFigures figures, long capacity) {
        GrowthRule growth = figures.layout().growth();
        boolean fits = figures.count().isEmpty()
                || capacity <= growth.capacityFor(Math.max(1, figures.count().getAsLong()));
        if (fits) {
            return PeakEvidence.NONE;
        }
        boolean reached = figures.modCount().isPresent()
                && Integer.toUnsignedLong((int) figures.modCount().getAsLong()) >= entriesToReach(growth, capacity);
        return reached ? PeakEvidence.MODIFICATIONS : PeakEvidence.CAPACITY;
    }

    /// The least entries for which the rule gives `capacity` or more.
    private static long entriesToReach(GrowthRule growth, long capacity) {
        long tooFew = 0;
        long enough = capacity;
        while (enough - tooFew > 1) {
            long middle = (tooFew + enough) >>> 1;
            if (growth.capacityFor(middle) >= capacity) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }
}
