package io.maphealth.sidecar.program;

import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.gomem.maps.Stops;
import io.maphealth.hotspot.audit.JvmHeapReader;
import io.maphealth.hprof.HeapDumpOptions;
import io.maphealth.hprof.HeapDumpReader;
import io.maphealth.hprof.Progress;
import io.maphealth.sidecar.config.Discovery;
import io.maphealth.sidecar.config.DumpPolicy;
import io.maphealth.sidecar.config.Level;
import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.dump.ActuatorDumps;
import io.maphealth.sidecar.dump.AttachDumps;
import io.maphealth.sidecar.dump.DroppedDumps;
import io.maphealth.sidecar.dump.DumpDesk;
import io.maphealth.sidecar.dump.DumpOnAlarm;
import io.maphealth.sidecar.dump.DumpWay;
import io.maphealth.sidecar.dump.GrowthAlarm;
import io.maphealth.sidecar.dump.HeapDumpSource;
import io.maphealth.sidecar.dump.HistogramSource;
import io.maphealth.sidecar.loop.Pace;
import io.maphealth.sidecar.loop.PlannedSource;
import io.maphealth.sidecar.loop.SourcePlan;
import io.maphealth.sidecar.source.DiscoveredExporter;
import io.maphealth.sidecar.source.ExporterSource;
import io.maphealth.sidecar.source.GoMemorySource;
import io.maphealth.sidecar.source.HttpFetcher;
import io.maphealth.sidecar.source.HttpLimits;
import io.maphealth.sidecar.source.JvmMemorySource;
import io.maphealth.sidecar.source.PprofSource;
import io.maphealth.sidecar.source.RememberedSource;
import io.maphealth.sidecar.source.Source;
import io.maphealth.sidecar.target.TargetProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The sources that the configuration asks for. What is not set is not polled.
final class ConfiguredSources implements SourcePlan {
    private static final Path PROC = Path.of("/proc");
    private static final Path TMP = Path.of("/tmp");
    private static final int TOP = 50;

    private final SidecarConfig config;
    private final Pace pace;
    private final Supplier<OptionalLong> targetPid;
    private final DumpDesk desk;
    private final Consumer<String> warn;

    ConfiguredSources(SidecarConfig config, Pace pace, Supplier<OptionalLong> targetPid, Consumer<String> warn) {
        this.config = config;
        this.pace = pace;
        this.targetPid = targetPid;
        this.warn = warn;
        this.desk = new DumpDesk(config.dumps(), pace::nanoTime);
    }

    @Override
    public List<PlannedSource> standing() {
        List<PlannedSource> sources = new ArrayList<>();
        config.endpoints().pprof().ifPresent(url -> sources.add(everyRound(pprof(url))));
        exporter().ifPresent(source -> sources.add(everyRound(source)));
        config.dumps()
                .folder()
                .ifPresent(folder -> sources.add(everyRound(dumps(new DroppedDumps(folder, pace::nanoTime), name()))));
        config.dumps()
                .interval()
                .ifPresent(interval -> config.endpoints()
                        .heapdump()
                        .ifPresent(url -> sources.add(PlannedSource.after(interval, dumps(actuator(url), name())))));
        return List.copyOf(sources);
    }

    @Override
    public List<PlannedSource> of(TargetProcess process) {
        if (!config.target().level().allows(Level.SAME_USER)) {
            return List.of();
        }
        return process.runtime()
                .map(runtime -> switch (runtime) {
                    case GO -> List.of(everyRound(memory(process)));
                    case JVM -> sourcesOfJvm(process);
                    // no source reads the memory of a Python process
                    case PYTHON -> List.<PlannedSource>of();
                })
                .orElse(List.of());
    }

    /// Where the heap cannot be read live, class histograms tell of growth. A dump is the second opinion, and only
    /// taken when it is asked for.
    private List<PlannedSource> sourcesOfJvm(TargetProcess process) {
        List<PlannedSource> sources = new ArrayList<>();
        JvmMemorySource.Jvm jvm = new JvmMemorySource.Jvm(PROC, process.pid(), process.name());
        RememberedSource live = new RememberedSource(new JvmMemorySource(jvm, JvmHeapReader.Limits.DEFAULT, pace::now));
        GrowthAlarm alarm = new GrowthAlarm();
        sources.add(everyRound(live));
        sources.add(everyRound(new HistogramSource(
                new HistogramSource.Jvm(process.pid(), process.name()),
                new HistogramSource.Use(live::useless, alarm),
                config.dumps(),
                new HistogramSource.Clocks(pace::now, pace::nanoTime))));
        if (config.dumps().policy() == DumpPolicy.TAKE) {
            sources.add(everyRound(dumps(new DumpOnAlarm(alarm, attach(process)), process.name())));
        }
        config.dumps()
                .interval()
                .ifPresent(
                        interval -> sources.add(PlannedSource.after(interval, dumps(attach(process), process.name()))));
        return List.copyOf(sources);
    }

    private Source memory(TargetProcess process) {
        Stops stops = Stops.nowAndThen(config.target().stopLimit(), warn);
        return new GoMemorySource(PROC, process.pid(), GoMemorySource.Pace.DEFAULT.with(stops), pace::now);
    }

    private PlannedSource everyRound(Source source) {
        return PlannedSource.every(config.scanInterval(), source);
    }

    private Source pprof(URI url) {
        Target target = new Target(TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.empty(), name());
        return new PprofSource(fetcher(HttpLimits.DEFAULT), url, target, pace::now);
    }

    private Optional<Source> exporter() {
        HttpFetcher fetcher = fetcher(HttpLimits.DEFAULT);
        Optional<Source> discovered = config.endpoints().discovery() == Discovery.ON
                ? Optional.of(new DiscoveredExporter(fetcher, DiscoveredExporter.USUAL, targetPid))
                : Optional.empty();
        return config.endpoints()
                .exporter()
                .<Source>map(url -> new ExporterSource(fetcher, url))
                .or(() -> discovered);
    }

    private DumpWay actuator(URI url) {
        ActuatorDumps.Place place =
                new ActuatorDumps.Place(dumpFolder(), config.target().memoryLimitBytes());
        return new ActuatorDumps(url, place, fetcher(ActuatorDumps.limits(config.dumps())), desk);
    }

    private DumpWay attach(TargetProcess process) {
        return new AttachDumps(process.pid(), dumpFolder(), desk);
    }

    /// One thread, no more memory than this process may take, and nothing of the pod's disk for a dump that was
    /// compressed to spare it.
    private Source dumps(DumpWay way, String targetName) {
        long memoryBytes = Math.min(
                HeapDumpOptions.DEFAULT.memoryBytes(), Runtime.getRuntime().maxMemory() / 2);
        HeapDumpOptions options = new HeapDumpOptions(TOP, 1, memoryBytes).with(new HeapDumpOptions.Temporary(TMP, 0));
        return new HeapDumpSource(way, new HeapDumpReader(options, pace::now, Progress.SILENT), targetName);
    }

    private HttpFetcher fetcher(HttpLimits limits) {
        return new HttpFetcher(limits, config.endpoints().credentials());
    }

    private Path dumpFolder() {
        return config.dumps().folder().orElse(TMP);
    }

    private String name() {
        return config.target().name();
    }
}
