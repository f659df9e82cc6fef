import org.jspecify.annotations.NullMarked;

/// A running HotSpot JVM: asked by its attach protocol, or read in its memory. Calls one function of the C library
/// (`kill`), so start with `--enable-native-access=io.maphealth.hotspot`.
@NullMarked
module io.maphealth.hotspot {
    requires static transitive org.jspecify;
    requires transitive io.maphealth.core;
    requires io.maphealth.javamaps;
    requires transitive io.maphealth.process;

    exports io.maphealth.hotspot.attach;
    exports io.maphealth.hotspot.audit;
    exports io.maphealth.hotspot.heap;
    exports io.maphealth.hotspot.histogram;
    exports io.maphealth.hotspot.vm;
}
