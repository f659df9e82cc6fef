package io.maphealth.javamaps;

/// Where a map keeps the count that its `size()` reports.
public sealed interface CountLayout {
    /// In a field of the map, `int` or `long`.
    record Field(String name) implements CountLayout {}

    /// In a `long` field and an array of cells, to be added up: `java.util.concurrent.ConcurrentHashMap`.
    record Striped(String base, String cells, String cellClass, String cellValue) implements CountLayout {}

    /// In a `LongAdder` that a field refers to: `java.util.concurrent.ConcurrentSkipListMap`.
    record Adder(String name) implements CountLayout {
        public static final String CLASS = "java/util/concurrent/atomic/LongAdder";
        public static final String BASE = "base";
        public static final String CELLS = "cells";
        public static final String CELL_CLASS = "java/util/concurrent/atomic/Striped64$Cell";
        public static final String CELL_VALUE = "value";
    }

    /// As many as its table is long: `com.google.common.collect.RegularImmutableMap`.
    record LengthOfTable() implements CountLayout {}

    /// In the object by which the map is entered.
    record OfRoot() implements CountLayout {}
}
