package io.maphealth.hotspot.attach;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// How much of its heap a JVM uses, out of the answer to [DiagnosticCommand.HeapInfo].
///
/// Each collector prints its own text: one line for each generation (Serial, Parallel) or one for the heap (G1,
/// ZGC, Shenandoah), with `used 1234K` or, Shenandoah, `12M used`. Metaspace and class space are no heap.
final class HeapUse {
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)([BKMG])\\b|\\b(\\d+)([BKMG]) used\\b");

    private HeapUse() {}

    /// Bytes used, absent when the text is of a collector that we do not know.
    static OptionalLong bytes(String heapInfo) {
        return heapInfo.lines()
                .filter(line -> !isOutsideTheHeap(line))
                .flatMapToLong(HeapUse::bytesOfLine)
                .reduce(Long::sum);
    }

    private static boolean isOutsideTheHeap(String line) {
        String text = line.strip().toLowerCase(Locale.ROOT);
        return text.startsWith("metaspace") || text.startsWith("class space");
    }

    private static LongStream bytesOfLine(String line) {
        Matcher used = USED.matcher(line);
        if (!used.find()) {
            return LongStream.empty();
        }
        int number = used.group(1) == null ? 3 : 1;
        return LongStream.of(Long.parseLong(used.group(number)) * unit(used.group(number + 1)));
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "K" -> 1L << 10;
            case "M" -> 1L << 20;
            case "G" -> 1L << 30;
            default -> 1;
        };
    }
}
