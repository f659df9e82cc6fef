package io.maphealth.gomem.pprof;

import java.util.regex.Pattern;

/// Which functions allocate the memory of maps: headers, tables, buckets, and keys and elements that are too big for
/// them. The source of each name is runtime/map*.go and internal/runtime/maps of the Go versions beside it.
final class MapFrames {
    private static final Pattern RUNTIME =
            Pattern.compile("(runtime|reflect|internal/reflectlite)\\..*|internal/runtime/.*");

    private static final Pattern MAP = Pattern.compile(String.join(
            "|",
            // go1.24..1.26
            "internal/runtime/maps\\..*",
            // go1.21..1.26
            "runtime\\.(makemap|mapassign|mapclone).*",
            "reflect\\.(mapassign|makemap).*",
            // go1.21..1.23
            "runtime\\.(makeBucketArray|hashGrow|growWork|evacuate|moveToBmap|\\(\\*hmap\\)\\.).*"));

    private MapFrames() {}

    /// Whether a function belongs to the run of frames between an allocation and the code that asked for it.
    static boolean ofRuntime(String function) {
        return RUNTIME.matcher(function).matches();
    }

    static boolean ofMap(String function) {
        return MAP.matcher(function).matches();
    }
}
