package io.maphealth.sidecar.cli;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.sidecar.config.Credentials;
import io.maphealth.sidecar.loop.DetectorJudge;
import io.maphealth.sidecar.loop.Pace;
import io.maphealth.sidecar.source.HttpFetcher;
import io.maphealth.sidecar.source.HttpLimits;
import io.maphealth.sidecar.source.PprofSource;
import io.maphealth.sidecar.source.SourceUnavailableException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "go",
        description = "Looks once at the maps of a Go program.",
        footer = {
            "",
            "Examples:",
            "  maphealth go --pprof http://127.0.0.1:6060",
            "  maphealth go --pprof http://127.0.0.1:6060 --format json --out census.json"
        })
final class GoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--pprof",
            required = true,
            paramLabel = "URL",
            description = "Where the program serves net/http/pprof: map memory by call site.")
    private URI pprof = URI.create("");

    @Option(names = "--bearer-token-file", paramLabel = "FILE", description = "File with the bearer token for the URL.")
    private Optional<Path> bearerTokenFile = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    GoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnreadableInputException, InterruptedException {
        Census census = lookAtPprof();
        DetectorJudge judge = new DetectorJudge(Thresholds.DEFAULTS, () -> MemoryBudget.UNKNOWN);
        return output.show(new CensusDocument(census, judge.judge(census).active()), terminal);
    }

    private Census lookAtPprof() throws UnreadableInputException, InterruptedException {
        Credentials credentials = new Credentials(bearerTokenFile, Optional.empty(), Optional.empty());
        String name = Optional.ofNullable(pprof.getAuthority()).orElse("target");
        Target target = new Target(TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.empty(), name);
        try {
            HttpFetcher fetcher = new HttpFetcher(HttpLimits.DEFAULT, credentials);
            return new PprofSource(fetcher, pprof, target, Pace.SYSTEM::now).look();
        } catch (SourceUnavailableException unavailable) {
            throw new UnreadableInputException(unavailable.oneLine(), unavailable);
        }
    }
}
