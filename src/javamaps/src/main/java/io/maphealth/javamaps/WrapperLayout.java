package io.maphealth.javamaps;

/// A class that shows a map to its users and has no storage of its own. Who holds the wrapper owns the map; where
/// `collection` is set the map is only its storage, and people know it by the wrapper's class (`java.util.HashSet`).
public record WrapperLayout(String className, String map, boolean collection) {}
