package io.maphealth.exporter;

/// All maps of one type and owner in a census.
public record SiteEntry(String site, String type, String owner, boolean oversized, Figures figures) {}
