import org.jspecify.annotations.NullMarked;

/// What sidecar, operator and command line say to each other: the census and the report as versioned JSON.
@NullMarked
module io.maphealth.protocol {
    requires static transitive org.jspecify;
    requires transitive io.maphealth.core;
    requires com.fasterxml.jackson.core;

    exports io.maphealth.protocol;
}
