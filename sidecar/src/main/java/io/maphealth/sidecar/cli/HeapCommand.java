package io.maphealth.sidecar.cli;

import io.maphealth.core.Census;
import io.maphealth.core.CensusComparison;
import io.maphealth.core.Figures;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.hprof.HeapDumpOptions;
import io.maphealth.hprof.HeapDumpReader;
import io.maphealth.hprof.Progress;
import io.maphealth.hprof.UnreadableHeapException;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.sidecar.loop.DetectorJudge;
import io.maphealth.sidecar.loop.Pace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "heap",
        description = "Finds every map of a HotSpot heap dump and what is wrong with it.",
        footer = {
            "",
            "Examples:",
            "  maphealth heap heap.hprof",
            "  maphealth heap heap.hprof.gz --format html --out report.html",
            "  kubectl exec shop-0 -- cat /dumps/heap.hprof | maphealth heap -",
            "  maphealth heap today.hprof --before yesterday.hprof --fail-on warning",
            "  maphealth heap third.hprof --before first.hprof --before second.hprof"
        })
final class HeapCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            description = "The dump: .hprof, or .hprof.gz; - for standard input. What is compressed or comes through a"
                    + " pipe goes to a temporary file first, inflated.")
    private Path file = Path.of("");

    @Option(
            names = "--before",
            paramLabel = "OLD",
            description =
                    "An earlier dump of the same program: what has changed since is shown, by site, and judged. May"
                            + " be given several times, oldest first: growth from each to the next is surer.")
    private List<Path> before = List.of();

    @Option(
            names = "--contracts",
            description =
                    "Looks for changed keys, weak maps whose values hold their keys and linked maps whose order is"
                            + " torn in a dump of 256 MiB or more, too, which takes two more readings; a smaller one is always"
                            + " looked through.")
    private boolean contracts;

    @Option(
            names = "--temp",
            paramLabel = "FOLDER",
            description =
                    "Where temporary files go (java.io.tmpdir without it). They have no name and are gone with this"
                            + " command, however it ends.")
    private Path temporary = HeapDumpOptions.Temporary.USUAL.folder();

    @Mixin
    private OutputOptions output = new OutputOptions();

    HeapCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnreadableInputException, InterruptedException {
        DetectorJudge judge = new DetectorJudge(Thresholds.DEFAULTS, () -> MemoryBudget.UNKNOWN);
        Optional<Census> first = Optional.empty();
        for (Path earlier : before) {
            Census census = read(earlier);
            judge.judge(census);
            first = first.or(() -> Optional.of(census));
        }
        Census census = read(file);
        return output.show(
                new CensusDocument(
                        census,
                        judge.judge(census).active(),
                        first.map(earlier -> CensusComparison.of(earlier, census))),
                terminal);
    }

    private Census read(Path dump) throws UnreadableInputException, InterruptedException {
        HeapDumpOptions options = new HeapDumpOptions(
                        output.top(), HeapDumpOptions.DEFAULT.threads(), HeapDumpOptions.DEFAULT.memoryBytes())
                .with(HeapDumpOptions.Temporary.in(temporary))
                .withContracts(contracts);
        boolean standardInput = dump.equals(STANDARD_INPUT);
        String name = standardInput ? "standard input" : String.valueOf(dump.getFileName());
        try (ProgressLine progress = new ProgressLine(terminal, Pace.SYSTEM::now, "reading " + name)) {
            HeapDumpReader reader = new HeapDumpReader(options, Pace.SYSTEM::now, new Told(progress));
            return standardInput ? reader.read(terminal.in(), name) : reader.read(dump);
        } catch (UnreadableHeapException unreadable) {
            throw new UnreadableInputException(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (OutOfMemoryError tooLarge) {
            throw new UnreadableInputException(
                    "%s: its maps take more memory than this JVM may have, %s; give it more with -Xmx"
                            .formatted(name, Figures.bytes(Runtime.getRuntime().maxMemory())),
                    tooLarge);
        }
    }

    /// Says how far the reading has come, and that it goes by a temporary file.
    private record Told(ProgressLine line) implements Progress {
        @Override
        public void read(long bytes, long ofBytes) {
            if (ofBytes == 0) {
                line.read(bytes);
            } else {
                line.reached(bytes, ofBytes);
            }
        }

        @Override
        public void spilled(long bytes) {
            line.note("its maps take more memory than this JVM has: " + Figures.bytes(bytes)
                    + " are in a temporary file; a larger -Xmx is faster");
        }

        @Override
        public void unpacking(Path folder) {
            line.note("by a temporary file in " + folder);
        }

        @Override
        public void notUnpacked(String reason) {
            line.note(reason + "; it is inflated again for each scan, which is slower");
        }
    }
}
