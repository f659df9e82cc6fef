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
            "  maphealth heap today.hprof --before yesterday.hprof --fail-on warning",
            "  maphealth heap third.hprof --before first.hprof --before second.hprof"
        })
final class HeapCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The dump: .hprof, or .hprof.gz.")
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
                .withContracts(contracts);
        try (ProgressLine progress = new ProgressLine(terminal, Pace.SYSTEM::now, "reading " + dump.getFileName())) {
            return new HeapDumpReader(options, Pace.SYSTEM::now, new Told(progress)).read(dump);
        } catch (UnreadableHeapException unreadable) {
            throw new UnreadableInputException(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (OutOfMemoryError tooLarge) {
            throw new UnreadableInputException(
                    "%s: its maps take more memory than this JVM may have, %s; give it more with -Xmx"
                            .formatted(dump, Figures.bytes(Runtime.getRuntime().maxMemory())),
                    tooLarge);
        }
    }

    /// Says how far the reading has come, and that it goes by a temporary file.
    private record Told(ProgressLine line) implements Progress {
        @Override
        public void read(long bytes, long ofBytes) {
            line.reached(bytes, ofBytes);
        }

        @Override
        public void spilled(long bytes) {
            line.note("its maps take more memory than this JVM has: " + Figures.bytes(bytes)
                    + " are in a temporary file; a larger -Xmx is faster");
        }
    }
}
