package io.maphealth.core;

/// A way of looking at a target.
public enum SourceKind {
    PPROF("pprof"),
    PROCESS_MEMORY("process-memory"),
    CORE_FILE("core-file"),
    HEAP_DUMP("heap-dump"),
    CLASS_HISTOGRAM("class-histogram"),
    EXPORTER("exporter"),
    TRACE("trace");

    private final String label;

    SourceKind(String label) {
        this.label = label;
    }

    /// As written in JSON, annotations and metrics.
    public String label() {
        return label;
    }

    /// Whether nothing was written to the maps while this source read them, so that one look is enough to judge.
    public boolean frozen() {
        return switch (this) {
            case CORE_FILE, HEAP_DUMP -> true;
            case PPROF, PROCESS_MEMORY, CLASS_HISTOGRAM, EXPORTER, TRACE -> false;
        };
    }
}
