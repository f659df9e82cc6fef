package io.maphealth.exporter;

import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.function.Supplier;

/// A structure that is no `Map` but can be visited: a cache, a trie. `count` is what it says of itself, if it does.
public record Visited(String type, Supplier<OptionalLong> count, Supplier<Spliterator<?>> entries) {}
