import org.jspecify.annotations.NullMarked;

/// Reads heap dumps (HPROF, as HotSpot writes it) and finds every map in them, in bounded memory.
@NullMarked
module io.maphealth.hprof {
    requires transitive io.maphealth.core;
    requires io.maphealth.javamaps;
    requires static transitive org.jspecify;

    exports io.maphealth.hprof;
}
