package io.maphealth.sidecar.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder in which dumps are written under names that no other uses: `seen` is its path as we can open it,
/// `named` its path in the mount namespace that `mounts` (a `mountinfo` of proc(5)) describes.
record DumpFolder(Path seen, Path named, Path mounts) {
    /// Longer than it takes to write and read a dump that another of us may be busy with.
    static final Duration LEFT_OVER_AFTER = Duration.ofMinutes(15);

    private static final Pattern OURS = Pattern.compile("maphealth-[0-9a-f]{8}\\.hprof(\\.gz)?");
    private static final List<String> IN_MEMORY = List.of("tmpfs", "ramfs");

    static DumpFolder ofOurs(Path folder) {
        return new DumpFolder(folder, folder.toAbsolutePath(), Path.of("/proc/self/mountinfo"));
    }

    /// A name that is not in use.
    static String newName(DumpFormat format) {
        return "maphealth-" + UUID.randomUUID().toString().substring(0, 8) + format.suffix();
    }

    static boolean ours(Path file) {
        return OURS.matcher(String.valueOf(file.getFileName())).matches();
    }

    long freeBytes() {
        return seen.toFile().getUsableSpace();
    }

    /// Whether what is written there takes memory, as in an emptyDir with `medium: Memory`.
    boolean inMemory() throws IOException {
        try (Stream<String> lines = Files.lines(mounts, ISO_8859_1)) {
            return lines.map(Mount::parse)
                    .filter(mount -> named.startsWith(mount.point()))
                    .reduce((one, next) -> next.depth() >= one.depth() ? next : one)
                    .filter(mount -> IN_MEMORY.contains(mount.type()))
                    .isPresent();
        }
    }

    /// What our dumps take.
    long usedBytes() throws IOException {
        long bytes = 0;
        for (Path file : dumps()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /// Deletes what an earlier run left behind when it was killed.
    void removeLeftovers(Instant now) throws IOException {
        for (Path file : dumps()) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(LEFT_OVER_AFTER))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> dumps() throws IOException {
        try (Stream<Path> files = Files.list(seen)) {
            return files.filter(DumpFolder::ours)
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    /// A line such as `36 35 98:0 / /tmp rw,noatime shared:1 - tmpfs tmpfs rw`.
    private record Mount(Path point, String type) {
        private static final int POINT = 4;
        private static final String BEFORE_TYPE = " - ";

        static Mount parse(String line) {
            int type = line.indexOf(BEFORE_TYPE) + BEFORE_TYPE.length();
            return new Mount(
                    Path.of(line.split(" ", -1)[POINT]), line.substring(type).split(" ", 2)[0]);
        }

        int depth() {
            return point.getNameCount();
        }
    }
}
