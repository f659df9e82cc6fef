package io.maphealth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Dumps of a [BigHeap], made when they are not in the folder yet.
record Dumps(Path folder) {
    /// Million map entries of the usual dump, and of the large one.
    static final int USUAL = 5;

    static final int LARGE = 17;

    private static final long ROOM_FOR_LARGE = 18L << 30;

    /// Objects in the order of their addresses.
    Path ordered(int millionEntries) throws IOException, InterruptedException {
        return dump(name(millionEntries), millionEntries, List.of("-XX:+UseParallelGC"), List.of());
    }

    /// Objects as a collector that does not go by address comes by them.
    Path unordered() throws IOException, InterruptedException {
        return dump("unordered.hprof", USUAL, List.of("-XX:+UseZGC"), List.of());
    }

    Path compressed() throws IOException, InterruptedException {
        return dump("ordered.hprof.gz", USUAL, List.of("-XX:+UseParallelGC"), List.of("-gz=1"));
    }

    /// The program that makes the large dump takes 10 GB beside the 7 GB of the dump.
    boolean roomForLarge() throws IOException {
        boolean room = Files.exists(folder.resolve(name(LARGE))) || Machine.availableBytes() > ROOM_FOR_LARGE;
        if (!room) {
            System.err.println("less than 18 GiB of memory are free, so the large dump is not in the table");
        }
        return room;
    }

    private static String name(int millionEntries) {
        return "ordered-" + millionEntries + ".hprof";
    }

    private Path dump(String name, int millionEntries, List<String> options, List<String> howToDump)
            throws IOException, InterruptedException {
        Path dump = folder.resolve(name);
        if (Files.exists(dump)) {
            return dump;
        }
        List<String> line = new ArrayList<>(List.of(Command.java(), "-Xmx" + (millionEntries / 2 + 2) + "g"));
        line.addAll(options);
        line.addAll(List.of("-cp", Command.classes(), BigHeap.class.getName()));
        line.addAll(List.of(dump.toString(), Integer.toString(millionEntries)));
        line.addAll(howToDump);
        new Command(line).run(folder.resolve("log"));
        if (!Files.exists(dump)) {
            throw new IOException("no dump: " + Files.readString(folder.resolve("log")));
        }
        return dump;
    }
}
