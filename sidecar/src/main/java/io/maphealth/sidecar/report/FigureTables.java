package io.maphealth.sidecar.report;

import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.sidecar.report.SortableTable.Figure;
import java.util.OptionalLong;

/// The two tables of the HTML report: every site, every map, with every figure that a source may know.
final class FigureTables {
    static final SortableTable<SiteSnapshot> SITES = new SortableTable<SiteSnapshot>(
                    "site-table",
                    "site",
                    (html, site) -> name(html, site.site(), site.site().name()))
            .column("maps", "How many maps", site -> Figure.number(site.maps()))
            .column("count", "What the maps say of themselves", site -> Figure.number(site.count()))
            .column(
                    "iterated",
                    "Entries that walking found",
                    site -> Figure.number(site.iterated()).badIf(differ(site.count(), site.iterated())))
            .column("held", "Bytes held", site -> Figure.bytes(OptionalLong.of(site.heldBytes())))
            .column("needed", "Bytes needed", site -> Figure.bytes(site.neededBytes()))
            .column(
                    "ghost",
                    "Held and not needed",
                    site -> Figure.bytes(Memory.of(site).ghostBytes()))
            .column(
                    "ghost %",
                    "Ghost of held", site -> Figure.percent(Memory.of(site).ghostShare()));

    static final SortableTable<MapSnapshot> MAPS = new SortableTable<MapSnapshot>(
                    "map-table", "map", FigureTables::name)
            .column("count", "What the map says of itself", map -> Figure.number(map.count()))
            .column(
                    "iterated",
                    "Entries that walking found",
                    map -> Figure.number(map.iterated()).badIf(map.drifted()))
            .column("capacity", "Slots or bins", map -> Figure.number(map.capacity()))
            .column("fill", "Entries of capacity", map -> Figure.percent(Known.fill(map)))
            .column(
                    "chain",
                    "Longest chain or probe",
                    map -> Figure.number(map.longestProbe()).badIf(map.collides()))
            .column(
                    "broken",
                    "Entries that break the map's contract",
                    map -> Figure.number(broken(map)).badIf(map.contract().broken() > 0))
            .column("held", "Bytes held", map -> Figure.bytes(OptionalLong.of(map.heldBytes())))
            .column("needed", "Bytes needed", map -> Figure.bytes(map.neededBytes()))
            .column("ghost", "Held and not needed", map -> Figure.bytes(map.ghostBytes()))
            .column(
                    "ghost %",
                    "Ghost of held", map -> Figure.percent(Memory.of(map).ghostShare()));

    private FigureTables() {}

    /// By the way to it where that is known, which tells more than its owner.
    private static void name(HtmlWriter html, MapSnapshot map) {
        name(html, map.site(), map.kind() + " " + map.id());
        map.path().ifPresent(path -> html.element("small", Names.shortened(Names.whole(path), 120), "class", "path"));
    }

    private static void name(HtmlWriter html, Site site, String detail) {
        String owner = Names.owner(site);
        html.element("b", Names.shortened(owner, 90), "title", Names.whole(site.name()));
        html.element("small", Names.shortened(Names.whole(detail), 100));
    }

    private static boolean differ(OptionalLong count, OptionalLong iterated) {
        return count.isPresent() && iterated.isPresent() && count.getAsLong() != iterated.getAsLong();
    }

    private static OptionalLong broken(MapSnapshot map) {
        boolean looked = map.contract().misplaced().isPresent()
                || map.contract().unequalKeys().isPresent()
                || map.contract().selfHeld().isPresent();
        return looked ? OptionalLong.of(map.contract().broken()) : OptionalLong.empty();
    }
}
