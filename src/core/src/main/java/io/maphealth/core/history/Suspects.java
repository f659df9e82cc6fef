package io.maphealth.core.history;

import static java.util.stream.Collectors.groupingBy;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The maps of one source that look wrong, by id; bounded, heaviest first. One that looks right again is forgotten.
final class Suspects {
    private static final int MOST = 1_000;

    private Map<String, MapHistory> maps = Map.of();

    /// What an incomplete look did not see stays as it was.
    void add(Look look, Census census) {
        Map<String, MapHistory> now = new LinkedHashMap<>();
        Stream.concat(census.suspects().stream(), census.maps().stream())
                .filter(MapSnapshot::suspicious)
                .forEach(map -> keep(now, map.id(), next(map, look)));
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

    private MapHistory next(MapSnapshot map, Look look) {
        MapHistory known = maps.get(map.id());
        return known == null ? MapHistory.first(map, look) : known.next(map, look);
    }

    Map<Site, List<MapHistory>> bySite() {
        return maps.values().stream().collect(groupingBy(map -> map.latest().site()));
    }
}
