package io.maphealth.sidecar.report;

import io.maphealth.core.Figures;
import java.time.Duration;
import java.util.Locale;

/// A figure of a finding's evidence, by its JSON name, for people: `heldBytes` 163840 as "held" "164 kB".
record Evidence(String name, String text) {
    static Evidence of(String field, Number value) {
        return switch (field) {
            case "bytesPerHour" -> new Evidence("growth", Figures.byteRate(value.doubleValue()));
            case "entriesPerHour" -> new Evidence("entries an hour", Figures.number(Math.round(value.doubleValue())));
            case "leakScore" -> new Evidence("leak score", String.format(Locale.ROOT, "%.2f", value.doubleValue()));
            case "secondsToLimit" ->
                new Evidence("time to limit", Figures.duration(Duration.ofSeconds(value.longValue())));
            case "gcCycles" -> new Evidence("collections", Figures.number(value.longValue()));
            default -> plain(field, value);
        };
    }

    private static Evidence plain(String field, Number value) {
        String words = field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.endsWith(" bytes")
                ? new Evidence(words.substring(0, words.length() - " bytes".length()), Figures.bytes(value.longValue()))
                : new Evidence(words, Figures.number(value.longValue()));
    }
}
