import org.jspecify.annotations.NullMarked;

/// Maps of Go programs: in the memory of a process or core file, or from a pprof page.
@NullMarked
module io.maphealth.gomem {
    requires transitive io.maphealth.core;
    requires transitive io.maphealth.process;
    requires static transitive org.jspecify;

    exports io.maphealth.gomem;
    exports io.maphealth.gomem.maps;
    exports io.maphealth.gomem.pprof;
}
