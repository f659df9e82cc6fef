package io.maphealth.it.monitoring;

import java.util.Locale;

/// A value of a panel as Grafana would write it.
record Reading(double value, String unit) {
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final String[] NUMBERS = {"", " K", " Mil", " Bil"};

    String text() {
        return switch (unit) {
            case "bytes" -> scaled(1_024, BYTES, " ");
            case "s" -> time();
            case "percentunit" -> number(value * 100) + " %";
            case "cps" -> number(value) + " c/s";
            default -> scaled(1_000, NUMBERS, "");
        };
    }

    private String scaled(int step, String[] names, String gap) {
        double rest = value;
        int power = 0;
        while (Math.abs(rest) >= step && power < names.length - 1) {
            rest /= step;
            power++;
        }
        return number(rest) + gap + names[power];
    }

    private String time() {
        if (value >= 172_800) {
            return number(value / 86_400) + " days";
        }
        if (value >= 7_200) {
            return number(value / 3_600) + " hours";
        }
        if (value >= 120) {
            return number(value / 60) + " mins";
        }
        return value >= 1 || value == 0 ? number(value) + " s" : number(value * 1_000) + " ms";
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 10_000) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    }
}
