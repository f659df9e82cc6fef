package io.maphealth.protocol;

import io.maphealth.core.Census;
import io.maphealth.core.GcCycles;
import io.maphealth.core.HeapLayout;
import io.maphealth.core.HeapLayout.Basis;
import io.maphealth.core.HeapLayout.Known;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.Totals;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a look says of itself, beside its maps and sites: when, at whom, whether it saw everything, totals.
final class LookFields {
    /// Which nested objects [#read] reads.
    static final Map<String, Shape> OBJECTS =
            Map.of("target", Shape.FLAT, "totals", Shape.FLAT, "gc", Shape.FLAT, "heapLayout", Shape.FLAT);

    private LookFields() {}

    static void write(FieldWriter out, Census census) throws IOException {
        out.instant("takenAt", census.takenAt());
        out.object("target", () -> writeTarget(out, census.target()));
        out.flag("complete", census.complete());
        out.textOrNull("incompleteReason", census.incompleteReason());
        out.millis("durationMillis", census.duration());
        out.millis("pauseMillis", census.pause());
        out.object("totals", () -> writeTotals(out, census.totals()));
        if (census.gc().isPresent()) {
            GcCycles gc = census.gc().get();
            out.object("gc", () -> writeGc(out, gc));
        }
        if (census.heapLayout().isPresent()) {
            HeapLayout layout = census.heapLayout().get();
            out.object("heapLayout", () -> writeLayout(out, layout));
        }
    }

    static Census read(Row row, List<MapSnapshot> maps, List<SiteSnapshot> sites) throws UnreadableDocumentException {
        Optional<Row> gc = row.optionalRow("gc");
        Optional<Row> layout = row.optionalRow("heapLayout");
        return new Census(
                row.instant("takenAt"),
                readTarget(row.row("target")),
                readIncompleteReason(row),
                row.millis("durationMillis"),
                row.millis("pauseMillis"),
                readTotals(row.row("totals")),
                maps,
                maps.stream().filter(MapSnapshot::suspect).toList(),
                sites,
                gc.isPresent() ? Optional.of(readGc(gc.get())) : Optional.empty(),
                layout.isPresent() ? Optional.of(readLayout(layout.get())) : Optional.empty());
    }

    private static Optional<String> readIncompleteReason(Row row) throws UnreadableDocumentException {
        boolean complete = row.flag("complete");
        Optional<String> reason = row.textOrNull("incompleteReason");
        if (complete && reason.isPresent()) {
            throw row.refused("incompleteReason", "null where complete is true");
        }
        if (!complete && reason.isEmpty()) {
            throw row.refused("incompleteReason", "a reason where complete is false");
        }
        return reason;
    }

    private static void writeTarget(FieldWriter out, Target target) throws IOException {
        out.text("runtime", target.runtime().label());
        out.text("version", target.version());
        out.text("source", target.source().label());
        out.number("pid", target.pid());
        out.text("name", target.name());
    }

    private static Target readTarget(Row row) throws UnreadableDocumentException {
        return new Target(
                row.word("runtime", TargetRuntime.values(), TargetRuntime::label),
                row.optionalText("version"),
                row.word("source", SourceKind.values(), SourceKind::label),
                row.optionalAmount("pid"),
                row.text("name"));
    }

    private static void writeTotals(FieldWriter out, Totals totals) throws IOException {
        out.number("maps", totals.maps());
        out.number("count", totals.count());
        out.number("iterated", totals.iterated());
        out.number("heldBytes", totals.heldBytes());
        out.number("neededBytes", totals.neededBytes());
    }

    private static Totals readTotals(Row row) throws UnreadableDocumentException {
        return new Totals(
                row.optionalAmount("maps"),
                row.optionalNumber("count"),
                row.optionalAmount("iterated"),
                row.optionalAmount("heldBytes").orElse(0),
                row.optionalAmount("neededBytes"));
    }

    private static void writeGc(FieldWriter out, GcCycles gc) throws IOException {
        out.number("cycles", gc.cycles());
        if (gc.last().isPresent()) {
            out.instant("last", gc.last().get());
        }
        if (gc.paused().isPresent()) {
            out.millis("pausedMillis", gc.paused().get());
        }
    }

    private static GcCycles readGc(Row row) throws UnreadableDocumentException {
        return new GcCycles(row.amount("cycles"), row.optionalInstant("last"), row.optionalMillis("pausedMillis"));
    }

    private static void writeLayout(FieldWriter out, HeapLayout layout) throws IOException {
        out.flag("compressedOops", layout.compressedOops().value());
        out.text("compressedOopsBasis", layout.compressedOops().basis().label());
        out.flag("compactHeaders", layout.compactHeaders().value());
        out.text("compactHeadersBasis", layout.compactHeaders().basis().label());
        out.number("alignmentBytes", layout.alignmentBytes().value());
        out.text("alignmentBasis", layout.alignmentBytes().basis().label());
    }

    private static HeapLayout readLayout(Row row) throws UnreadableDocumentException {
        return new HeapLayout(
                new Known<>(row.flag("compressedOops"), readBasis(row, "compressedOopsBasis")),
                new Known<>(row.flag("compactHeaders"), readBasis(row, "compactHeadersBasis")),
                new Known<>(
                        (int) Math.min(Integer.MAX_VALUE, row.amount("alignmentBytes")),
                        readBasis(row, "alignmentBasis")));
    }

    private static Basis readBasis(Row row, String name) throws UnreadableDocumentException {
        return row.word(name, Basis.values(), Basis::label);
    }
}
