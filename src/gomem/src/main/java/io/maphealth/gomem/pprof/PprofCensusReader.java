package io.maphealth.gomem.pprof;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.Target;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Heap pages of one program -> map memory by call site.
///
/// The figures are those of the last collection that has ended. A page tells bytes and no counts; each site carries the
/// error of the sampling. Between two pages it remembers what the program has named and the pauses seen. For one
/// thread; does no I/O but for reading the page and asking the symbolizer.
public final class PprofCensusReader {
    private static final int TOP = 1;

    private final Target target;
    private final PprofLimits limits;
    private final InstantSource clock;
    private final MapRuns runs;
    private final PauseTotal pauses = new PauseTotal();

    public PprofCensusReader(Target target, PprofLimits limits, InstantSource clock) {
        this.target = target;
        this.limits = limits;
        this.clock = clock;
        this.runs = new MapRuns(limits.callSites());
    }

    public <E extends Exception> Census read(InputStream page, Symbolizer<E> symbolizer)
            throws IOException, UnreadablePprofException, E, InterruptedException {
        Instant started = clock.instant();
        CensusBuilder census = new CensusBuilder(target, TOP);
        Stacks stacks = new Stacks(limits.callSites());
        HeapSummary summary = HeapPageReader.read(page, limits, stacks::add);
        runs.learn(stacks.hiddenRuns(), symbolizer);
        stacks.sites(runs).forEach((site, held) -> census.add(snapshot(site, held)));
        census.gc(pauses.add(summary.memory()));
        if (stacks.dropped() > 0) {
            census.incomplete(stacks.dropped() + " records beyond " + limits.callSites() + " call sites");
        }
        if (summary.samplingRate() == 0) {
            census.incomplete("the program's heap profile is off (runtime.MemProfileRate = 0)");
        }
        return census.build(started, Duration.between(started, clock.instant()));
    }

    private static SiteSnapshot snapshot(Site site, Estimate held) {
        return new SiteSnapshot(
                site,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Math.round(held.bytes()),
                OptionalLong.empty(),
                PeakEvidence.NONE,
                OptionalDouble.of(held.relativeError()),
                OptionalDouble.empty());
    }
}
