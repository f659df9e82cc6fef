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
        List<WrapperLayout> wrappers = new ArrayList<>(JdkMaps.wrappers());
        maps.addAll(LibraryMaps.maps());
        maps.addAll(FastutilMaps.maps());
        maps.addAll(EclipseMaps.maps());
        maps.addAll(GuavaMaps.maps());
        maps.addAll(ScalaMaps.maps());
        wrappers.addAll(LibraryMaps.wrappers());
        wrappers.addAll(EclipseMaps.wrappers());
        wrappers.addAll(GuavaMaps.wrappers());
        wrappers.addAll(ScalaMaps.wrappers());
        return new MapLayouts(maps, wrappers);
    }
}
