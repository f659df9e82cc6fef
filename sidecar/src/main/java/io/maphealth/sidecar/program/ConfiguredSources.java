package io.maphealth.sidecar.program;

import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.loop.PlannedSource;
import io.maphealth.sidecar.loop.SourcePlan;
import io.maphealth.sidecar.source.ExporterSource;
import io.maphealth.sidecar.source.HttpFetcher;
import io.maphealth.sidecar.source.PprofSource;
import io.maphealth.sidecar.target.TargetProcess;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The sources that the configuration asks for. What is not set is not polled.
public record ConfiguredSources(SidecarConfig config, HttpFetcher fetcher, InstantSource clock) implements SourcePlan {
    @Override
    public List<PlannedSource> standing() {
        List<PlannedSource> sources = new ArrayList<>();
        config.endpoints()
                .pprof()
                .map(url -> new PprofSource(fetcher, url, goTarget(), clock))
                .ifPresent(source -> sources.add(PlannedSource.every(config.scanInterval(), source)));
        config.endpoints()
                .exporter()
                .map(url -> new ExporterSource(fetcher, url))
                .ifPresent(source -> sources.add(PlannedSource.every(config.scanInterval(), source)));
        return List.copyOf(sources);
    }

    @Override
    public List<PlannedSource> of(TargetProcess process) {
        return List.of();
    }

    private Target goTarget() {
        return new Target(
                TargetRuntime.GO,
                Optional.empty(),
                SourceKind.PPROF,
                OptionalLong.empty(),
                config.target().name());
    }
}
