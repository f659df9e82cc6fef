import org.jspecify.annotations.NullMarked;

/// How each Java map class is laid out in a heap and how to walk it: written once, for dumps and for live memory.
@NullMarked
module io.maphealth.javamaps {
    requires transitive io.maphealth.core;
    requires static transitive org.jspecify;

    exports io.maphealth.javamaps;
}
