package io.maphealth.gomem;

import io.maphealth.core.Census;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.UnreadableProcessException;
import io.maphealth.testkit.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The program `truth`, running, and what it says of its own maps.
record Truth(RunningProgram program) implements AutoCloseable {
    static final GoMaps.Limits ALL_MAPS = new GoMaps.Limits(8L << 30, Duration.ofSeconds(60), 0);

    /// One map as the program itself sees it: `deleted` cells and `heldBytes` out of its own bookkeeping, and
    /// `measuredBytes` what the heap grew by, -1 where it was not measured.
    record Line(String kind, String id, long length, long deleted, long heldBytes, long measuredBytes) {
        long address() {
            return Long.parseUnsignedLong(id, 2, id.length(), 16);
        }

        boolean onStack() {
            return kind.startsWith("stack");
        }
    }

    static Truth start(GoTarget target) throws InterruptedException {
        return start(target.compile("truth"));
    }

    static Truth start(Path executable) {
        return new Truth(RunningProgram.start(new ProcessBuilder(executable.toString())));
    }

    List<Line> lines() {
        try {
            Path file = Files.createTempFile("truth", ".txt");
            program.ask("truth " + file);
            List<Line> lines =
                    Files.readAllLines(file).stream().map(Truth::line).toList();
            Files.delete(file);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One look after another by the same reader.
    List<Census> look(GoMaps.Depth... depths) throws UnreadableGoException, UnreadableProcessException {
        try (LiveMemory memory = LiveMemory.open(Path.of("/proc"), program.pid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(program.pid()), InstantSource.system());
            List<Census> looks = new ArrayList<>();
            for (GoMaps.Depth depth : depths) {
                looks.add(maps.census(depth, ALL_MAPS));
            }
            return looks;
        }
    }

    Census look() throws UnreadableGoException, UnreadableProcessException {
        return look(GoMaps.Depth.DEEP).getFirst();
    }

    @Override
    public void close() {
        program.close();
    }

    private static Line line(String line) {
        String[] words = line.split(" ", 6);
        return new Line(
                words[0],
                "0x" + words[1],
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }
}
