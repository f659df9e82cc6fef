package io.maphealth.javamaps;

import java.util.ArrayList;
import java.util.List;

/// Every map class that is known, and the classes that wrap one.
public record MapLayouts(List<MapLayout> maps, List<WrapperLayout> wrappers) {
    public MapLayouts {
        maps = List.copyOf(maps);
        wrappers = List.copyOf(wrappers);
    }

    public static MapLayouts all() {
        List<MapLayout> maps = new ArrayList<>(JdkMaps.maps());
        maps.addAll(LibraryMaps.maps());
        return new MapLayouts(maps, JdkMaps.wrappers());
    }
}
