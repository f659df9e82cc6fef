package io.maphealth.gomem.maps;

import io.maphealth.process.Window;
import java.util.Map;
import java.util.Optional;

/// How one family of Go versions lays out a map.
sealed interface MapLayout permits SwissMaps, BucketMaps {
    /// Size of a map's header, in bytes.
    int headerSize();

    /// Where in a header the pointer to its table or tables is.
    int tablesOffset();

    /// Whether an object has every mark of a map's header; its tables are yet to be seen.
    boolean likely(Window header, long address);

    /// Another look starts, over another list of spans.
    void startLook();

    /// Reads anew from here on what small maps that lie near each other share.
    void forget();

    /// Whether the program was just writing to the map when its header was read.
    boolean writing(Window header, long address);

    /// Walks the map whose header is at an address; empty when there is no map.
    ///
    /// @param header its bytes
    Optional<MapWalk> walk(Window header, long address, Depth depth);

    /// Bytes of the smallest map for so many entries, without their indirect keys and values.
    long needed(long count, int groupSize, boolean pointers);

    /// Structs and their fields' offsets under the names that the run-time's source gives them.
    Map<String, Map<String, Integer>> structs();

    /// How many groups or buckets one lookup may visit when the hash is fair.
    long allowedProbe(long capacity);

    /// How much of a map is read.
    enum Depth {
        /// The headers of map and tables; every slot too where those do not tell enough.
        HEADERS,
        /// Every slot.
        SLOTS
    }
}
