package io.maphealth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a running process has used up to now, as Linux accounts for it (`/proc/PID/stat`, `/proc/PID/status`).
///
/// `cpu` is user and system time of all its threads, in steps of 10 ms; `residentBytes` is now, `peakResidentBytes`
/// the highest so far.
public record ProcessUsage(Duration cpu, long residentBytes, long peakResidentBytes) {
    private static final long MILLIS_PER_TICK = 10;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    public static ProcessUsage of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(folder.resolve("stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(afterName[USER_TICKS]) + Long.parseLong(afterName[SYSTEM_TICKS]);
        List<String> status = Files.readAllLines(folder.resolve("status"));
        return new ProcessUsage(
                Duration.ofMillis(ticks * MILLIS_PER_TICK), kibibytes(status, "VmRSS:"), kibibytes(status, "VmHWM:"));
    }

    private static long kibibytes(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kib -> Long.parseLong(kib) * 1024)
                .findFirst()
                .orElse(0);
    }
}
