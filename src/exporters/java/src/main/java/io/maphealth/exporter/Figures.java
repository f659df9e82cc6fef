package io.maphealth.exporter;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// Maps added up. A sum is known when every part of it is.
public record Figures(
        long maps, OptionalLong count, OptionalLong iterated, OptionalLong heldBytes, OptionalLong neededBytes) {
    static Figures of(List<MapEntry> maps) {
        return new Figures(
                maps.size(),
                sum(maps, MapEntry::count),
                sum(maps, MapEntry::iterated),
                sum(maps, MapEntry::heldBytes),
                sum(maps, MapEntry::neededBytes));
    }

    private static OptionalLong sum(List<MapEntry> maps, Function<MapEntry, OptionalLong> figure) {
        return maps.stream().map(figure).allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(maps.stream()
                        .map(figure)
                        .mapToLong(OptionalLong::getAsLong)
                        .sum())
                : OptionalLong.empty();
    }
}
