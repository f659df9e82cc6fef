import org.jspecify.annotations.NullMarked;

/// The model that every other module speaks: what a map is and what can be wrong with one. Needs nothing but java.base.
@NullMarked
module io.maphealth.core {
    requires static transitive org.jspecify;

    exports io.maphealth.core;
    exports io.maphealth.core.detect;
    exports io.maphealth.core.history;
}
