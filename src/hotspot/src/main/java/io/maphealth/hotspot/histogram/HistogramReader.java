package io.maphealth.hotspot.histogram;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.Target;
import io.maphealth.hotspot.histogram.ClassCounts.Count;
import io.maphealth.javamaps.MapLayout;
import io.maphealth.javamaps.MapLayouts;
import io.maphealth.javamaps.NodeLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Makes a census of a class histogram: one site for each class of maps, with its instances as maps, those of its nodes
/// as entries, and the bytes of both and of the tables of nodes. Whose they are, and what is in which, it cannot know.
///
/// A class that several kinds of maps are made of (nodes of `HashMap`, of which a `HashSet` is made, too) counts
/// with the first of them. Maps whose entries are no objects of a class of their own are left out.
public final class HistogramReader {
    private HistogramReader() {}

    /// When the histogram was asked for, and how long the target stood still for it at most.
    public record Look(Instant takenAt, Duration took) {}

    public static Census read(Target target, String histogram, Look look) {
        ClassCounts counts = ClassCounts.of(histogram);
        CensusBuilder census = new CensusBuilder(target, 1);
        Set<String> taken = new HashSet<>();
        for (MapLayout layout : MapLayouts.all().maps()) {
            List<String> nodes = layout.nodes().stream()
                    .filter(HistogramReader::isEntry)
                    .map(NodeLayout::className)
                    .filter(taken::add)
                    .toList();
            if (!nodes.isEmpty()) {
                add(census, counts, layout.className(), nodes);
            }
        }
        census.paused(look.took());
        return census.build(look.takenAt(), look.took());
    }

    private static void add(CensusBuilder census, ClassCounts counts, String map, List<String> nodes) {
        Count maps = counts.of(List.of(readable(map)));
        Count entries = counts.of(nodes.stream().map(HistogramReader::readable).toList());
        Count tables = counts.of(
                nodes.stream().map(node -> "[L" + readable(node) + ";").toList());
        if (maps.instances() + entries.instances() > 0) {
            census.add(new SiteSnapshot(
                    Site.of(readable(map)),
                    OptionalLong.of(maps.instances()),
                    OptionalLong.of(entries.instances()),
                    OptionalLong.empty(),
                    Stream.of(maps, entries, tables).mapToLong(Count::bytes).sum(),
                    OptionalLong.empty(),
                    PeakEvidence.NONE,
                    OptionalDouble.empty(),
                    OptionalDouble.empty()));
        }
    }

    private static boolean isEntry(NodeLayout node) {
        return switch (node) {
            case NodeLayout.BinHead _, NodeLayout.MovedBin _, NodeLayout.Reservation _ -> false;
            case NodeLayout.Chained _,
                    NodeLayout.ChainedInTree _,
                    NodeLayout.ChainedWeak _,
                    NodeLayout.ChainedUnlessDeleted _,
                    NodeLayout.InCell _,
                    NodeLayout.Branch _ -> true;
        };
    }

    private static String readable(String internal) {
        return internal.replace('/', '.');
    }
}
