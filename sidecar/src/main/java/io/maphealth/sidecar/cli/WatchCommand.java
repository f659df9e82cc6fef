package io.maphealth.sidecar.cli;

import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.config.WrongConfigException;
import io.maphealth.sidecar.json.EventLog;
import io.maphealth.sidecar.json.JsonLines;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Listener;
import io.maphealth.sidecar.program.ExitStatus;
import io.maphealth.sidecar.program.Watching;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "watch",
        description = {
            "The sidecar's loop in a terminal: a table of the sites that hold most, redrawn every round, and what is"
                    + " wrong with them.",
            "What a sidecar reads from its environment (thresholds, credentials) is read here, too."
        },
        footer = {
            "",
            "Examples:",
            "  maphealth watch --url http://127.0.0.1:6060 --interval 10s",
            "  maphealth watch --pid 4711",
            "  maphealth watch --pid 4711 --dump-interval 1m",
            "  maphealth watch --url http://127.0.0.1:8080/debug/maps --format json"
        })
final class WatchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Whom whom = new Whom();

    /// The program to watch, by one of its names.
    private static final class Whom {
        @Option(names = "--pid", paramLabel = "N", description = "The process to watch, as far as we may read it.")
        private Optional<Long> pid = Optional.empty();

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where the program serves net/http/pprof, the census of an exporter (.../debug/maps) or a"
                        + " heap dump (.../heapdump).")
        private Optional<String> url = Optional.empty();
    }

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = IntervalConverter.class,
            description = "Time from one round to the next: 30s, 5m, 1h (default 30s).")
    private Duration interval = Duration.ofSeconds(30);

    @Option(
            names = "--dump-interval",
            paramLabel = "TIME",
            converter = IntervalConverter.class,
            description = "Time from one heap dump of a JVM to the next; without it, none is asked for.")
    private Optional<Duration> dumpInterval = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", description = "Ends after so many rounds; without it, never.")
    private long rounds = Long.MAX_VALUE;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, or json: one finding a line as it opens, changes or ends (default text).")
    private Format format = Format.TEXT;

    /// How changes are shown.
    private enum Format {
        TEXT,
        JSON
    }

    WatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (whom.pid.isEmpty() && whom.url.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "whom? give --pid=N or --url=URL");
        }
        try {
            new Watching(SidecarConfig.of(environment()), listener(), terminal::warn).run(rounds);
        } catch (WrongConfigException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        } catch (InterruptedException _) {
            // told to stop: that is how a watch ends
            Thread.currentThread().interrupt();
        }
        return ExitStatus.NOTHING_FOUND;
    }

    private Listener listener() {
        return switch (format) {
            case TEXT -> new WatchDisplay(terminal);
            case JSON -> findingsOnly(new EventLog(new JsonLines(terminal.out()), ""));
        };
    }

    private static Listener findingsOnly(EventLog log) {
        return happening -> {
            switch (happening) {
                case Happening.Judged judged -> judged.judgement().changes().forEach(log::tell);
                case Happening.TargetLost lost -> lost.ended().forEach(log::tell);
                case Happening.TargetFound _,
                        Happening.TargetMissing _,
                        Happening.SourceUp _,
                        Happening.SourceDown _,
                        Happening.Looked _,
                        Happening.LookFailed _,
                        Happening.RoundEnded _ -> {}
            }
        };
    }

    /// The options as what a sidecar would read.
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(terminal.environment());
        environment.put("SCAN_INTERVAL_SEC", Long.toString(interval.toSeconds()));
        whom.pid.ifPresent(pid -> {
            environment.put("TARGET_PID", Long.toString(pid));
            environment.put("MAPHEALTH_LEVEL", "3");
        });
        whom.url.ifPresent(url -> environment.put(variableOf(url), url));
        dumpInterval.ifPresent(time -> {
            environment.put("MAPHEALTH_DUMP_INTERVAL_SEC", Long.toString(time.toSeconds()));
            // who asks for an interval has thought of what it costs
            environment.putIfAbsent("MAPHEALTH_DUMP_COOL_DOWN_SEC", "0");
        });
        return environment;
    }

    private static String variableOf(String url) {
        String path = url.replaceFirst("[?#].*", "").replaceFirst("/+$", "");
        if (path.endsWith("/debug/maps")) {
            return "MAPHEALTH_EXPORTER_URL";
        }
        return path.endsWith("/heapdump") ? "MAPHEALTH_HEAPDUMP_URL" : "MAPHEALTH_PPROF_URL";
    }

    /// `30s`, `5m`, `1h`, or seconds without a unit.
    private static final class IntervalConverter implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9][0-9]{0,5}[smh]?")) {
                throw new CommandLine.TypeConversionException("'" + text + "' is no time such as 30s, 5m or 1h");
            }
            char last = text.charAt(text.length() - 1);
            return switch (last) {
                case 'h' -> Duration.ofHours(number(text));
                case 'm' -> Duration.ofMinutes(number(text));
                case 's' -> Duration.ofSeconds(number(text));
                default -> Duration.ofSeconds(Long.parseLong(text));
            };
        }

        private static long number(String text) {
            return Long.parseLong(text.substring(0, text.length() - 1));
        }
    }
}
