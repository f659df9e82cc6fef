import org.jspecify.annotations.NullMarked;

/// Maps of Go programs: from a pprof page.
@NullMarked
module io.maphealth.gomem {
    requires static transitive org.jspecify;
    requires transitive io.maphealth.core;

    exports io.maphealth.gomem.pprof;
}
