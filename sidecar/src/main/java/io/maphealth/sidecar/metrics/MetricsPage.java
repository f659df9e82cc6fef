package io.maphealth.sidecar.metrics;

import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.sidecar.delivery.ReportOutcome;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Listener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns what happens in the loop into the page that Prometheus scrapes, and into what an OpenTelemetry collector gets.
public final class MetricsPage implements Listener {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry page = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LoopMeters loop;
    private final SiteMeters sites;
    private final ReportMeters reports;
    private final FindingMeters findingMeters;
    private final SiteShortlist shortlist = new SiteShortlist();
    private final Map<SourceKind, List<Finding>> findings = new EnumMap<>(SourceKind.class);

    /// @param team the team that owns the workload, or the empty string
    public MetricsPage(String team) {
        this(team, Optional.empty());
    }

    /// @param also where the same is shown
    public MetricsPage(String team, Optional<MeterRegistry> also) {
        // a registry of several costs memory, in every pod: only where there are several
        MeterRegistry registry = also.map(this::together).orElse(page);
        this.loop = new LoopMeters(registry);
        this.sites = new SiteMeters(registry);
        this.reports = new ReportMeters(registry);
        this.findingMeters = new FindingMeters(registry, team);
    }

    private MeterRegistry together(MeterRegistry other) {
        return new CompositeMeterRegistry().add(page).add(other);
    }

    @Override
    public void on(Happening happening) {
        switch (happening) {
            case Happening.Looked look -> looked(look);
            case Happening.LookFailed failure -> loop.failed(failure.source(), failure.reason(), failure.took());
            case Happening.Judged judged ->
                findings.put(judged.source(), judged.judgement().active());
            case Happening.RoundEnded round -> roundEnded(round);
            case Happening.TargetLost _ -> {
                findings.clear();
                shortlist.forget();
            }
            case Happening.TargetFound _, Happening.TargetMissing _, Happening.SourceUp _, Happening.SourceDown _ -> {}
        }
    }

    /// Counts what became of a report; may run beside the loop.
    public void reported(ReportOutcome outcome) {
        reports.count(outcome);
    }

    /// Writes the page; may run beside the loop.
    public void writeTo(OutputStream to) throws IOException {
        page.scrape(to, CONTENT_TYPE);
    }

    private void looked(Happening.Looked look) {
        loop.looked(look.source(), look.took(), look.census().pause());
        look.census().gc().ifPresent(gc -> loop.collected(look.source(), gc));
        shortlist.looked(look.source(), look.census());
    }

    private void roundEnded(Happening.RoundEnded round) {
        loop.roundEnded(round.skipped());
        sites.show(shortlist);
        sites.showLeaks(findings);
        findingMeters.show(findings);
    }
}
