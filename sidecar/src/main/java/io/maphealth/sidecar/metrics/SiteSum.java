package io.maphealth.sidecar.metrics;

import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/// Several sites added up as the site `other`. A figure is known when every part of the sum knew it.
final class SiteSum {
    private SiteSum() {}

    static Optional<SiteSnapshot> of(List<SiteSnapshot> sites) {
        if (sites.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SiteSnapshot(
                Site.OTHER,
                sum(sites, SiteSnapshot::maps),
                sum(sites, SiteSnapshot::count),
                sum(sites, SiteSnapshot::iterated),
                sites.stream().mapToLong(SiteSnapshot::heldBytes).sum(),
                sum(sites, SiteSnapshot::neededBytes),
                PeakEvidence.NONE,
                OptionalDouble.empty(),
                OptionalDouble.empty()));
    }

    private static OptionalLong sum(List<SiteSnapshot> sites, Function<SiteSnapshot, OptionalLong> figure) {
        long sum = 0;
        for (SiteSnapshot site : sites) {
            OptionalLong part = figure.apply(site);
            if (part.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += part.getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
