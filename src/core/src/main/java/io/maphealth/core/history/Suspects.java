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
                .limit(2L * MOST)
                .forEach(map -> {
                    if (now.size() < MOST) {
                        now.computeIfAbsent(map.id(), _ -> next(map, look));
                    }
                });
        if (!look.complete()) {
            maps.forEach((id, known) -> {
                if (now.size() < MOST) {
                    now.putIfAbsent(id, known);
                }
            });
        }
        maps = now;
    }

    private MapHistory next(MapSnapshot map, Look look) {
        MapHistory known = maps.get(map.id());
        return known == null ? MapHistory.first(map, look) : known.next(map, look);
    }

    Map<Site, List<MapHistory>> bySite() {
        return maps.values().stream().collect(groupingBy(map -> map.latest().site()));
    }
}
