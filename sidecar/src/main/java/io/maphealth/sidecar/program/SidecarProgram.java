package io.maphealth.sidecar.program;

import io.maphealth.sidecar.config.OperatorConfig;
import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.config.WrongConfigException;
import io.maphealth.sidecar.delivery.Delivery;
import io.maphealth.sidecar.delivery.ReportBook;
import io.maphealth.sidecar.http.StatusBoard;
import io.maphealth.sidecar.http.StatusServer;
import io.maphealth.sidecar.json.EventLog;
import io.maphealth.sidecar.json.JsonLines;
import io.maphealth.sidecar.loop.Listener;
import io.maphealth.sidecar.loop.Pace;
import io.maphealth.sidecar.metrics.MetricsPage;
import io.maphealth.sidecar.metrics.Otlp;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The container's entry point: configured by the environment, watches until it is told to stop.
public final class SidecarProgram {
    private final SidecarConfig config;
    private final String team;
    private final EventLog log;

    private SidecarProgram(SidecarConfig config, PrintStream out) {
        this.config = config;
        this.team = config.reporting().team().orElse("");
        this.log = new EventLog(new JsonLines(out), team);
    }

    /// Runs until the process is told to stop.
    ///
    /// @return exit status
    public static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            new SidecarProgram(SidecarConfig.of(environment), out).watch();
            return ExitStatus.NOTHING_FOUND;
        } catch (WrongConfigException wrong) {
            err.println("maphealth: " + wrong.getMessage());
        } catch (IOException portTaken) {
            err.println("maphealth: no port to answer on: " + portTaken.getMessage()
                    + "; set MAPHEALTH_HTTP_PORT to a free one");
        }
        return ExitStatus.WRONG_USAGE;
    }

    private void watch() throws IOException {
        StatusBoard board = new StatusBoard(Pace.SYSTEM::now, config.scanInterval());
        MetricsPage metrics =
                new MetricsPage(team, config.reporting().otlp().map(collector -> Otlp.to(collector, config)));
        try (StatusServer server = StatusServer.start(config.reporting().httpPort(), board, metrics)) {
            tellStart(server.port());
            watch(board, metrics);
        } catch (InterruptedException _) {
            log.tell(Pace.SYSTEM.now(), "stopped", Map.of());
        }
    }

    private void watch(StatusBoard board, MetricsPage metrics) throws InterruptedException {
        Optional<OperatorConfig> operator = config.reporting().operator();
        Leftovers leftovers = Leftovers.ofThisProgram();
        if (operator.isEmpty()) {
            new Watching(config, Listener.all(List.of(log, board, metrics, leftovers)), this::warn).run(Long.MAX_VALUE);
            return;
        }
        try (Delivery delivery = Delivery.start(operator.get(), this::warn, metrics::reported)) {
            ReportBook book = new ReportBook(config, operator.get(), Pace.SYSTEM.now(), delivery::send);
            new Watching(config, Listener.all(List.of(log, board, metrics, book, leftovers)), this::warn)
                    .run(Long.MAX_VALUE);
        }
    }

    private void tellStart(int port) {
        log.tell(
                Pace.SYSTEM.now(),
                "started",
                Map.of(
                        "port", Integer.toString(port),
                        "target", config.target().name(),
                        "version", Version.CURRENT));
        for (String name : config.unknown()) {
            warn(name + " is set, but no variable is called so: it changes nothing");
        }
        if (config.looksAtNothing()) {
            warn(
                    "nothing is set to look at but a maphealth exporter, should one turn up: set MAPHEALTH_PPROF_URL, MAPHEALTH_EXPORTER_URL, MAPHEALTH_HEAPDUMP_URL,"
                            + " MAPHEALTH_DUMP_FOLDER or MAPHEALTH_LEVEL 2");
        }
        if (config.endpoints().heapdump().isPresent()
                && config.dumps().interval().isEmpty()) {
            warn("MAPHEALTH_HEAPDUMP_URL is set, but MAPHEALTH_DUMP_INTERVAL_SEC is not: no dump is asked for");
        }
    }

    private void warn(String message) {
        log.tell(Pace.SYSTEM.now(), "warning", Map.of("message", message));
    }
}
