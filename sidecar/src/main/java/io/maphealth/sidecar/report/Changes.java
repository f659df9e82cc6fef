package io.maphealth.sidecar.report;

import io.maphealth.core.CensusComparison;
import io.maphealth.core.Figures;
import io.maphealth.core.SiteChange;
import io.maphealth.sidecar.report.SortableTable.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What has changed since an earlier look, in words and as tables.
final class Changes {
    private static final int MOST_GIVEN_BACK = 5;

    private static final TextTable<SiteChange> TEXT = new TextTable<SiteChange>("changed sites", Changes::name)
            .figure("maps", 8, change -> signed(change.maps()))
            .figure("entries", 12, change -> signed(change.entries()))
            .figure("held", 10, change -> signedBytes(change.bytes()))
            .figure("from", 9, change -> Figures.bytes(change.heldBefore()))
            .figure("to", 9, change -> Figures.bytes(change.heldNow()));

    private static final SortableTable<SiteChange> HTML = new SortableTable<SiteChange>(
                    "change-table", "site", Changes::htmlName)
            .column("maps", "Maps gained", change -> figure(change.maps()))
            .column("entries", "Entries gained", change -> figure(change.entries()))
            .column("count before", "Entries before", change -> Figure.number(change.countBefore()))
            .column("count", "Entries now", change -> Figure.number(change.countNow()))
            .column(
                    "held",
                    "Bytes gained",
                    change -> new Figure(
                            signedBytes(change.bytes()), change.bytes(), change.bytes() > change.heldBefore()))
            .column("from", "Bytes held before", change -> Figure.bytes(OptionalLong.of(change.heldBefore())))
            .column("to", "Bytes held now", change -> Figure.bytes(OptionalLong.of(change.heldNow())));

    private Changes() {}

    /// `since 2 hours before: 12 MB more (30 MB to 42 MB), 3 new sites, 1 gone`.
    static String summary(CensusComparison comparison) {
        long more = comparison.heldNow() - comparison.heldBefore();
        return "Since " + Figures.duration(comparison.between().abs()) + " before: "
                + (more < 0 ? Figures.bytes(-more) + " less" : Figures.bytes(more) + " more")
                + " (" + Figures.bytes(comparison.heldBefore()) + " to " + Figures.bytes(comparison.heldNow()) + "), "
                + Figures.count(comparison.newSites(), "new site") + ", "
                + Figures.number(comparison.goneSites()) + " gone";
    }

    static List<String> lines(CensusComparison comparison, int width, int top) {
        return TEXT.lines(shown(comparison.changes(), top), width);
    }

    static void write(HtmlWriter html, CensusComparison comparison, int top) {
        html.section("changes", "Before and after").element("p", summary(comparison) + ".", "class", "hint");
        HTML.write(html, shown(comparison.changes(), top));
        html.close();
    }

    /// Those that gained most, and the few that gave most back.
    private static List<SiteChange> shown(List<SiteChange> changes, int top) {
        if (changes.size() <= top) {
            return changes;
        }
        int back = Math.min(MOST_GIVEN_BACK, top / 2);
        List<SiteChange> shown = new ArrayList<>(changes.subList(0, top - back));
        shown.addAll(changes.subList(changes.size() - back, changes.size()));
        return shown;
    }

    private static String name(SiteChange change) {
        return mark(change) + Names.site(change.site());
    }

    private static String mark(SiteChange change) {
        return change.isNew() ? "new: " : change.isGone() ? "gone: " : "";
    }

    private static void htmlName(HtmlWriter html, SiteChange change) {
        html.element(
                "b",
                mark(change) + Names.shortened(Names.owner(change.site()), 90),
                "title",
                Names.whole(change.site().name()));
        html.element("small", Names.shortened(Names.whole(change.site().name()), 100));
    }

    private static Figure figure(OptionalLong gained) {
        return new Figure(signed(gained), gained.orElse(0), false);
    }

    private static String signed(OptionalLong gained) {
        return gained.isEmpty()
                ? Known.UNKNOWN
                : (gained.getAsLong() > 0 ? "+" : "") + Figures.number(gained.getAsLong());
    }

    private static String signedBytes(long gained) {
        return (gained > 0 ? "+" : "") + Figures.bytes(gained);
    }
}
