package io.maphealth.core.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.TargetRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The maps of one source that look wrong, by id; bounded, heaviest first. One that looks right again is forgotten.
final class Suspects {
    private static final int MOST = 1_000;

    private Map<String, MapHistory> maps = Map.of();

    /// What an incomplete look did not see stays as it was.
    void add(Look look, Census census) {
        Map<String, MapHistory> now = new LinkedHashMap<>();
        Map<Site, MapHistory> alone = alone(census);
        Stream.concat(census.suspects().stream(), census.maps().stream())
                .filter(MapSnapshot::suspicious)
                .forEach(map -> keep(now, map.id(), next(map, alone, look)));
        if (!look.complete()) {
            maps.forEach((id, known) -> keep(now, id, known));
        }
        maps = now;
    }

    private static void keep(Map<String, MapHistory> now, String id, MapHistory map) {
        if (now.size() < MOST) {
            now.putIfAbsent(id, map);
        }
    }

    /// What is known of the only maps of their sites. Where a collector moves objects, such a map is the same one when
    /// it has got another id.
    private Map<Site, MapHistory> alone(Census census) {
        if (census.target().runtime() != TargetRuntime.JVM || maps.isEmpty()) {
            return Map.of();
        }
        Set<Site> ofOneMap = census.sites().stream()
                .filter(site -> site.site().owner().isPresent() && site.maps().orElse(0) == 1)
                .map(SiteSnapshot::site)
                .collect(toSet());
        return maps.values().stream()
                .filter(map -> ofOneMap.contains(map.latest().site()))
                .collect(toMap(map -> map.latest().site(), Function.identity(), (heavier, _) -> heavier));
    }

    private MapHistory next(MapSnapshot map, Map<Site, MapHistory> alone, Look look) {
        MapHistory known = maps.getOrDefault(map.id(), alone.get(map.site()));
        return known == null ? MapHistory.first(map, look) : known.next(map, look);
    }

    Map<Site, List<MapHistory>> bySite() {
        return maps.values().stream().collect(groupingBy(map -> map.latest().site()));
    }
}
