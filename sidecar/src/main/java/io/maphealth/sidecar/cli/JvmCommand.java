package io.maphealth.sidecar.cli;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.hotspot.audit.JvmHeapReader;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.sidecar.loop.DetectorJudge;
import io.maphealth.sidecar.loop.Pace;
import io.maphealth.sidecar.source.JvmMemorySource;
import io.maphealth.sidecar.source.SourceUnavailableException;
import io.maphealth.sidecar.target.JavaProgramName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "jvm",
        description = "Finds every map of a running HotSpot JVM in its memory: nothing is stopped, nothing is dumped.",
        footer = {
            "",
            "Reads JVMs with G1, Serial or Parallel, as their own user or as root. A map whose count and contents differ",
            "is looked at twice. What grows shows in several looks only: see maphealth watch.",
            "",
            "Examples:",
            "  maphealth jvm --pid 4711",
            "  maphealth jvm --pid 4711 --format html --out report.html"
        })
final class JvmCommand implements Callable<Integer> {
    private static final Path PROC = Path.of("/proc");

    private final Terminal terminal;

    @Option(names = "--pid", required = true, paramLabel = "N", description = "The JVM's process id.")
    private long pid;

    @Mixin
    private OutputOptions output = new OutputOptions();

    JvmCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnreadableInputException {
        DetectorJudge judge = new DetectorJudge(Thresholds.DEFAULTS, () -> MemoryBudget.UNKNOWN);
        JvmHeapReader.Limits limits = new JvmHeapReader.Limits(
                JvmHeapReader.Limits.DEFAULT.bytes(), JvmHeapReader.Limits.DEFAULT.time(), output.top());
        JvmMemorySource.Jvm process =
                new JvmMemorySource.Jvm(PROC, pid, JavaProgramName.of(PROC, pid).orElse("pid " + pid));
        try (JvmMemorySource jvm = new JvmMemorySource(process, limits, Pace.SYSTEM::now)) {
            Census census = jvm.look();
            List<Finding> findings = judge.judge(census).active();
            if (census.suspects().stream().anyMatch(MapSnapshot::drifted)) {
                // one look may have met a writer; two in a row are believed
                census = jvm.look();
                findings = judge.judge(census).active();
            }
            return output.show(new CensusDocument(census, findings), terminal);
        } catch (SourceUnavailableException unavailable) {
            throw new UnreadableInputException(unavailable.oneLine(), unavailable);
        }
    }
}
