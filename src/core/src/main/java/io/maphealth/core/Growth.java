package io.maphealth.core;

/// An incremental growth that has not ended: `moved` of `total` slots, buckets or bins are in the new table.
public record Growth(long moved, long total) {}
