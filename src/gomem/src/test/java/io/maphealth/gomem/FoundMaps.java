package io.maphealth.gomem;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The maps of a census by their address.
record FoundMaps(Map<String, MapSnapshot> byId) {
    static FoundMaps of(Census census) {
        return new FoundMaps(census.maps().stream().collect(Collectors.toMap(MapSnapshot::id, Function.identity())));
    }

    Optional<MapSnapshot> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    MapSnapshot get(String id) {
        return find(id).orElseThrow(() -> new AssertionError("no map at " + id));
    }

    int size() {
        return byId.size();
    }
}
