package io.maphealth.exporter;

import java.util.Optional;
import java.util.OptionalLong;

/// A map in a census and, where it was not seen, the reason.
record Answer(MapEntry map, Optional<String> problem) {
    static Answer of(Watched watched, String type, String kind, Look look) {
        MapEntry map = new MapEntry(
                watched.id(),
                type,
                kind,
                watched.owner(),
                look.count(),
                look.iterated(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                look.note());
        return new Answer(map, look.problem());
    }

    static Answer unseen(Watched watched, String problem) {
        return of(watched, "unknown", "java-unknown", Look.failed(OptionalLong.empty(), problem));
    }

    Answer with(Storage storage) {
        MapEntry sized = new MapEntry(
                map.id(),
                map.type(),
                map.kind(),
                map.owner(),
                map.count(),
                map.iterated(),
                storage.capacity(),
                OptionalLong.of(storage.heldBytes()),
                OptionalLong.of(storage.neededBytes()),
                map.note());
        return new Answer(sized, problem);
    }
}
