package io.maphealth.exporter;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Writes a census as `maphealth.census/v1`; so little JSON needs no library.
final class CensusJson {
    private final StringBuilder out = new StringBuilder(4096);

    String write(Census census) {
        object(() -> {
            text("schema", "maphealth.census/v1");
            text("takenAt", census.takenAt().truncatedTo(ChronoUnit.MILLIS).toString());
            field("target", () -> object(() -> target(census.name())));
            raw("complete", String.valueOf(census.incompleteReason().isEmpty()));
            census.incompleteReason()
                    .ifPresentOrElse(reason -> text("incompleteReason", reason), () -> raw("incompleteReason", "null"));
            raw("durationMillis", String.valueOf(census.duration().toMillis()));
            raw("pauseMillis", "0");
            field("totals", () -> object(() -> figures(census.totals())));
            field("gc", () -> object(() -> raw("cycles", String.valueOf(collections()))));
            field("maps", () -> array(census.maps(), this::map));
            field("sites", () -> array(census.sites(), this::site));
            field("findings", () -> array(List.of(), nothing -> {})); // judging is the sidecar's part
        });
        return out.toString();
    }

    private void target(String name) {
        text("runtime", "jvm");
        text("version", System.getProperty("java.version"));
        text("source", "exporter");
        raw("pid", String.valueOf(ProcessHandle.current().pid()));
        text("name", name);
    }

    private void map(MapEntry map) {
        text("id", map.id());
        text("type", map.type());
        text("kind", map.kind());
        text("owner", map.owner());
        text("site", map.site());
        number("count", map.count());
        number("iterated", map.iterated());
        number("drift", map.drift());
        if (map.drift().isPresent()) {
            raw("allowedDrift", String.valueOf(Look.allowedDrift(map.count().getAsLong())));
        }
        number("capacity", map.capacity());
        number("heldBytes", map.heldBytes());
        number("neededBytes", map.neededBytes());
        evidence(map.oversized());
        map.note().ifPresent(note -> text("note", note));
    }

    private void site(SiteEntry site) {
        text("site", site.site());
        text("type", site.type());
        text("owner", site.owner());
        figures(site.figures());
        evidence(site.oversized());
    }

    private void figures(Figures figures) {
        raw("maps", String.valueOf(figures.maps()));
        number("count", figures.count());
        number("iterated", figures.iterated());
        number("heldBytes", figures.heldBytes());
        number("neededBytes", figures.neededBytes());
    }

    private void evidence(boolean oversized) {
        if (oversized) {
            text("peakEvidence", "capacity");
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .filter(count -> count > 0)
                .sum();
    }

    private void object(Runnable fields) {
        out.append('{');
        fields.run();
        out.append('}');
    }

    private <T> void array(List<T> all, Consumer<T> fields) {
        out.append('[');
        for (T one : all) {
            separate();
            object(() -> fields.accept(one));
        }
        out.append(']');
    }

    private void field(String name, Runnable value) {
        separate();
        out.append('"').append(name).append("\":");
        value.run();
    }

    private void raw(String name, String value) {
        field(name, () -> out.append(value));
    }

    private void number(String name, OptionalLong value) {
        value.ifPresent(number -> raw(name, String.valueOf(number)));
    }

    private void text(String name, String value) {
        field(name, () -> quote(value));
    }

    private void separate() {
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[') {
            out.append(',');
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
