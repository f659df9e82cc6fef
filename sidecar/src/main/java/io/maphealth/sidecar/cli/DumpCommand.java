package io.maphealth.sidecar.cli;

import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.config.WrongConfigException;
import io.maphealth.sidecar.dump.AttachDumps;
import io.maphealth.sidecar.dump.DumpDesk;
import io.maphealth.sidecar.dump.ObtainedDump;
import io.maphealth.sidecar.loop.Pace;
import io.maphealth.sidecar.program.ExitStatus;
import io.maphealth.sidecar.source.SourceUnavailableException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dump",
        description = {
            "Asks a JVM for a dump of its live objects by the attach protocol and fetches it, from another container,"
                    + " too.",
            "The JVM stands still meanwhile: a dump that is predicted to take longer than MAPHEALTH_LIVENESS_BUDGET_SEC"
                    + " (30) is refused, and so is one for which there is no room."
        },
        footer = {"", "Example:", "  maphealth dump --pid 4711 --out heap.hprof"})
final class DumpCommand implements Callable<Integer> {
    private static final Path TMP = Path.of("/tmp");
    private static final String COMPRESSED = ".gz";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--pid", required = true, paramLabel = "N", description = "The JVM's process id.")
    private long pid;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to put the dump, compressed when the name ends in .gz; it must not be there yet.")
    private Path out = Path.of("");

    DumpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnreadableInputException, InterruptedException {
        if (Files.exists(out)) {
            throw new ParameterException(spec.commandLine(), out + " is there already");
        }
        try (ObtainedDump dump = new AttachDumps(pid, TMP, desk()).obtain()) {
            fetch(dump.file());
            terminal.err()
                    .printf(
                            "%s: %d bytes; process %d stood still for %d ms%n",
                            out, Files.size(out), pid, dump.pause().toMillis());
            return ExitStatus.NOTHING_FOUND;
        } catch (SourceUnavailableException unavailable) {
            throw new UnreadableInputException(unavailable.oneLine(), unavailable);
        } catch (IOException notWritten) {
            throw new UnreadableInputException("the dump cannot be written: " + notWritten, notWritten);
        }
    }

    private DumpDesk desk() {
        try {
            return new DumpDesk(SidecarConfig.of(terminal.environment()).dumps(), Pace.SYSTEM::nanoTime);
        } catch (WrongConfigException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
    }

    private void fetch(Path dump) throws IOException {
        boolean same = isCompressed(dump) == isCompressed(out);
        try (InputStream from = Files.newInputStream(dump);
                OutputStream to = new BufferedOutputStream(Files.newOutputStream(out, StandardOpenOption.CREATE_NEW))) {
            if (same) {
                from.transferTo(to);
            } else if (isCompressed(dump)) {
                new GZIPInputStream(from).transferTo(to);
            } else {
                compress(from, to);
            }
        }
    }

    private static void compress(InputStream from, OutputStream to) throws IOException {
        GZIPOutputStream compressed = new GZIPOutputStream(to);
        from.transferTo(compressed);
        compressed.finish();
    }

    private static boolean isCompressed(Path file) {
        return file.toString().endsWith(COMPRESSED);
    }
}
