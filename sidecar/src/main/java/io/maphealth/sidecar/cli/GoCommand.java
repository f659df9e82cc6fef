package io.maphealth.sidecar.cli;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.gomem.maps.Stops;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.sidecar.config.Credentials;
import io.maphealth.sidecar.loop.DetectorJudge;
import io.maphealth.sidecar.loop.Pace;
import io.maphealth.sidecar.source.GoCoreSource;
import io.maphealth.sidecar.source.GoMemorySource;
import io.maphealth.sidecar.source.HttpFetcher;
import io.maphealth.sidecar.source.HttpLimits;
import io.maphealth.sidecar.source.PprofSource;
import io.maphealth.sidecar.source.Source;
import io.maphealth.sidecar.source.SourceUnavailableException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "go",
        description = "Looks at the maps of a Go program: a running one, the core file of one that died, or its pprof.",
        footer = {
            "",
            "Examples:",
            "  maphealth go --pid 4711",
            "  maphealth go --core core.4711 --exe ./server --format html --out report.html",
            "  maphealth go --pprof http://127.0.0.1:6060 --format json --out census.json"
        })
final class GoCommand implements Callable<Integer> {
    private static final Path PROC = Path.of("/proc");
    /// A process goes on while it is read: what is wrong with it must be there as often as the detectors ask.
    private static final int LOOKS = 3;

    private static final long MOST_STOPPED_MILLIS = 1_000;

    private static final Duration BETWEEN = Duration.ofMillis(300);

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Whom whom = new Whom();

    /// The program to look at, by one of its traces.
    private static final class Whom {
        @Option(
                names = "--pid",
                paramLabel = "N",
                description = "The process: each map in its memory, stripped or not; it is not stopped. Looks three"
                        + " times within a second, and shows the last look and what was wrong in all of them.")
        private Optional<Long> pid = Optional.empty();

        @Option(
                names = "--core",
                paramLabel = "FILE",
                description = "The core file of a process that died: each map in it. Needs --exe.")
        private Optional<Path> core = Optional.empty();

        @Option(
                names = "--pprof",
                paramLabel = "URL",
                description = "Where the program serves net/http/pprof: map memory by call site.")
        private Optional<URI> pprof = Optional.empty();
    }

    @Option(names = "--exe", paramLabel = "FILE", description = "The program file that the core is of.")
    private Optional<Path> executable = Optional.empty();

    @Option(
            names = "--stop-limit",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "Lets the process stand still for up to so many milliseconds in each look, for one map that"
                    + " changes faster than it can be read; 0, the default: never.")
    private long stopLimitMillis;

    @Option(names = "--bearer-token-file", paramLabel = "FILE", description = "File with the bearer token for the URL.")
    private Optional<Path> bearerTokenFile = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    GoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnreadableInputException, InterruptedException {
        checkUsage();
        try {
            return output.show(look(), terminal);
        } catch (SourceUnavailableException unavailable) {
            throw new UnreadableInputException(unavailable.oneLine(), unavailable);
        }
    }

    private void checkUsage() {
        if (stopLimitMillis < 0 || stopLimitMillis > MOST_STOPPED_MILLIS) {
            throw new ParameterException(
                    spec.commandLine(), "--stop-limit is from 0 to %d milliseconds".formatted(MOST_STOPPED_MILLIS));
        }
        if (whom.core.isPresent() != executable.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--core and --exe belong together");
        }
        // picocli asks for one of a group only where no option of it has a value before
        if (whom.pid.isEmpty() && whom.core.isEmpty() && whom.pprof.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "which program? give --pid, --core or --pprof");
        }
    }

    private CensusDocument look() throws SourceUnavailableException, InterruptedException {
        if (whom.pid.isPresent()) {
            Stops stops = new Stops(Duration.ofMillis(stopLimitMillis), 0, terminal::warn);
            GoMemorySource.Pace deep = new GoMemorySource.Pace(limits().with(stops), 1, Duration.ZERO);
            try (GoMemorySource memory = new GoMemorySource(PROC, whom.pid.get(), deep, Pace.SYSTEM::now)) {
                return judged(memory, LOOKS);
            }
        }
        return whom.core.isPresent() ? coreFile(whom.core.get()) : judged(pprof(whom.pprof.orElseThrow()), 1);
    }

    private CensusDocument judged(Source source, int looks) throws SourceUnavailableException, InterruptedException {
        DetectorJudge judge = new DetectorJudge(Thresholds.DEFAULTS, () -> MemoryBudget.UNKNOWN);
        for (int look = 1; look < looks; look++) {
            judge.judge(source.look());
            Pace.SYSTEM.sleep(BETWEEN);
        }
        Census census = source.look();
        return new CensusDocument(census, judge.judge(census).active());
    }

    private CensusDocument coreFile(Path core) throws SourceUnavailableException, InterruptedException {
        try (ProgressLine progress = new ProgressLine(terminal, Pace.SYSTEM::now, "reading " + core.getFileName())) {
            return judged(
                    new GoCoreSource(core, executable.orElseThrow(), limits(), Pace.SYSTEM::now, progress::read), 1);
        }
    }

    private Source pprof(URI url) {
        Credentials credentials = new Credentials(bearerTokenFile, Optional.empty(), Optional.empty());
        String name = Optional.ofNullable(url.getAuthority()).orElse("target");
        Target target = new Target(TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.empty(), name);
        return new PprofSource(new HttpFetcher(HttpLimits.DEFAULT, credentials), url, target, Pace.SYSTEM::now);
    }

    private GoMaps.Limits limits() {
        return new GoMaps.Limits(GoMaps.Limits.DEFAULT.bytes(), GoMaps.Limits.DEFAULT.time(), output.top());
    }
}
