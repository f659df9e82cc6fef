package io.maphealth.core;

import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them in English: `20,480 entries`, `392 MB`, `20 entries a minute`, `3 days`.
///
/// Bytes are decimal (1 MB = 1,000,000 bytes). The text never depends on the machine's locale.
public final class Figures {
    private static final String[] BYTE_UNITS = {"byte", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final double HOURS_A_DAY = 24;
    private static final double MINUTES_AN_HOUR = 60;

    private Figures() {}

    /// `1 entry`, `20,480 entries`, `1 GC cycle`: the noun is given in the singular.
    public static String count(long number, String noun) {
        return number(number) + " " + (Math.abs(number) == 1 ? noun : plural(noun));
    }

    /// `20,480`.
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `960 bytes`, `1.5 MB`, `392 MB`: three digits at most before it becomes the next unit.
    public static String bytes(long bytes) {
        double size = Math.abs((double) bytes);
        int unit = 0;
        while (size >= 999.5 && unit < BYTE_UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return (bytes < 0 ? "-" : "") + (unit == 0 ? wholeBytes(size) : digits(size) + " " + BYTE_UNITS[unit]);
    }

    /// `20 entries a minute`, `12 entries an hour`, `3 entries a day`, whichever gives the smallest number from one up.
    public static String rate(double perHour, String noun) {
        if (Math.abs(perHour) >= MINUTES_AN_HOUR) {
            return count(Math.round(perHour / MINUTES_AN_HOUR), noun) + " a minute";
        }
        return Math.abs(perHour) >= 1
                ? count(Math.round(perHour), noun) + " an hour"
                : count(Math.round(perHour * HOURS_A_DAY), noun) + " a day";
    }

    /// `12 MB an hour`.
    public static String byteRate(double bytesPerHour) {
        return bytes(Math.round(bytesPerHour)) + " an hour";
    }

    /// `40 seconds`, `5 minutes`, `3 hours`, `12 days`, rounded to the unit.
    public static String duration(Duration duration) {
        double seconds = Math.max(0, duration.toSeconds());
        if (seconds < 90) {
            return count(Math.round(seconds), "second");
        }
        double minutes = seconds / 60;
        if (minutes < 90) {
            return count(Math.round(minutes), "minute");
        }
        double hours = minutes / 60;
        return hours < 36 ? count(Math.round(hours), "hour") : count(Math.round(hours / 24), "day");
    }

    /// A foreign name on one line: control characters become spaces and what is longer is cut by code point.
    public static String oneLine(String text, int mostCodePoints) {
        int[] codePoints = text.codePoints()
                .limit(mostCodePoints + 1L)
                .map(point -> isPrintable(point) ? point : ' ')
                .toArray();
        return codePoints.length <= mostCodePoints
                ? new String(codePoints, 0, codePoints.length)
                : new String(codePoints, 0, Math.max(0, mostCodePoints - 1)) + "\u2026";
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String wholeBytes(double size) {
        return count(Math.round(size), "byte");
    }

    private static String digits(double size) {
        return size < 9.95 ? String.format(Locale.ROOT, "%.1f", size) : String.valueOf(Math.round(size));
    }

    private static String plural(String noun) {
        return noun.endsWith("y") && !noun.endsWith("ay") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
