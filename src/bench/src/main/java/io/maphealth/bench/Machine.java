package io.maphealth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The machine that a table was made on, in a few words.
final class Machine {
    private static final long GIB = 1L << 30;

    private Machine() {}

    static String described() throws IOException {
        return "%d cores, %d GiB, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        Math.round((double) memory("MemTotal:") / GIB),
                        System.getProperty("os.name"),
                        System.getProperty("os.version").toLowerCase(Locale.ROOT),
                        Runtime.version().feature());
    }

    /// What programs may take without anything being written out.
    static long availableBytes() throws IOException {
        return memory("MemAvailable:");
    }

    private static long memory(String what) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith(what))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }
}
