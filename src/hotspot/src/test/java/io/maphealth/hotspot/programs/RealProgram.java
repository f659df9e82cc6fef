package io.maphealth.hotspot.programs;

import io.maphealth.testkit.Jdks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that nobody here wrote, as `src/testkit/foreign/prepare` has left it in a folder of its own.
record RealProgram(Path folder) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> DIES_WITH_ITS_PARENT = List.of("setpriv", "--pdeathsig", "KILL");

    String name() {
        return folder.getFileName().toString();
    }

    /// The program, and what keeps it busy.
    record Running(Process program, Process traffic, Path trafficLog) implements AutoCloseable {
        /// How many answers it has given so far.
        long answers() throws IOException {
            return Files.readAllLines(trafficLog).stream()
                    .filter(line -> line.startsWith("answers="))
                    .mapToLong(line -> Long.parseLong(line.substring("answers=".length())))
                    .max()
                    .orElse(0);
        }

        @Override
        public void close() {
            end(traffic);
            end(program);
        }
    }

    /// Starts both and waits until the program listens.
    Running start() throws IOException, InterruptedException {
        Process program = java("program");
        if (!listens(Integer.parseInt(Files.readString(folder.resolve("port")).strip()), program)) {
            end(program);
            throw new IllegalStateException(this + " does not listen: " + Files.readString(log("program")));
        }
        return new Running(program, java("traffic"), log("traffic"));
    }

    private Process java(String arguments) throws IOException {
        List<String> command = List.of(Jdks.current().java(), "@" + folder.resolve(arguments));
        return new ProcessBuilder(Stream.concat(DIES_WITH_ITS_PARENT.stream(), command.stream())
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log(arguments).toFile())
                .start();
    }

    private Path log(String arguments) {
        return folder.resolve(arguments + ".log");
    }

    private static boolean listens(int port, Process program) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (program.isAlive() && System.nanoTime() < end) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException _) {
                Thread.sleep(200);
            }
        }
        return false;
    }

    private static void end(Process process) {
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public String toString() {
        return name();
    }
}
