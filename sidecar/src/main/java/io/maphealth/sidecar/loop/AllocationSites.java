package io.maphealth.sidecar.loop;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who filled the maps that nobody is seen to own: the call site that pprof tells, where it can be no other.
///
/// Memory shows maps and no call sites, pprof call sites and no maps; what joins them is the bytes. A call site is told
/// only when it alone is as large as the maps, they alone as large as it, and that in several looks. For one thread.
final class AllocationSites {
    private static final long LEAST_BYTES = 1 << 20;
    private static final double STANDARD_DEVIATIONS = 3;
    /// What is allocated after the collection that pprof's figures are of.
    private static final double SINCE_COLLECTION = 0.1;

    private static final int SURE_AFTER_LOOKS = 3;

    private List<SiteSnapshot> allocations = List.of();
    private Map<Site, Join> joins = new HashMap<>();

    private record Join(Site place, int looks) {
        boolean sure() {
            return looks >= SURE_AFTER_LOOKS;
        }
    }

    void see(Census census) {
        if (census.target().source() == SourceKind.PPROF) {
            allocations = census.sites();
        } else if (census.target().source() == SourceKind.PROCESS_MEMORY && census.complete()) {
            joins = joined(census.sites());
        }
    }

    void forget() {
        allocations = List.of();
        joins.clear();
    }

    /// The same finding, with the call site in the place of an owner where none is known.
    Finding named(Finding finding) {
        Verdict verdict = finding.verdict();
        Site site = verdict.site();
        Optional<Join> join = Optional.ofNullable(joins.get(site)).filter(Join::sure);
        return join.map(sure -> {
                    String owner = "filled in %s (pprof)"
                            .formatted(sure.place().owner().orElse(sure.place().name()));
                    Site named = new Site(site.name(), site.type(), Optional.of(owner));
                    return finding.with(new Verdict(
                            named, verdict.map(), verdict.severity(), verdict.confidence(), verdict.since()));
                })
                .orElse(finding);
    }

    private Map<Site, Join> joined(List<SiteSnapshot> sites) {
        Map<Site, Join> now = new HashMap<>();
        for (SiteSnapshot site : sites) {
            Optional<Join> before = Optional.ofNullable(joins.get(site.site()));
            boolean asked =
                    site.heldBytes() >= LEAST_BYTES && site.site().owner().isEmpty();
            Optional<Site> only = asked ? onlyPlace(site, sites) : Optional.empty();
            if (only.isPresent()) {
                now.put(site.site(), new Join(only.get(), 1 + looksAt(only.get(), before)));
            } else if (before.isPresent() && before.get().sure()) {
                now.put(site.site(), before.get());
            }
        }
        return now;
    }

    private static int looksAt(Site place, Optional<Join> before) {
        boolean again = before.isPresent() && before.get().place().equals(place);
        return again ? before.get().looks() : 0;
    }

    private Optional<Site> onlyPlace(SiteSnapshot site, List<SiteSnapshot> sites) {
        List<SiteSnapshot> places =
                allocations.stream().filter(place -> alike(site, place)).toList();
        boolean only = places.size() == 1
                && sites.stream()
                                .filter(other -> alike(other, places.getFirst()))
                                .count()
                        == 1;
        return only ? Optional.of(places.getFirst().site()) : Optional.empty();
    }

    private static boolean alike(SiteSnapshot maps, SiteSnapshot place) {
        double sampling = STANDARD_DEVIATIONS * place.samplingError().orElse(0) * place.heldBytes();
        double since = SINCE_COLLECTION * Math.max(maps.heldBytes(), place.heldBytes());
        return Math.abs(maps.heldBytes() - place.heldBytes()) <= sampling + since;
    }
}
