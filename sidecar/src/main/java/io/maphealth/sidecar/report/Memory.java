package io.maphealth.sidecar.report;

import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.Totals;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a map, a site or all maps hold and need, in bytes.
record Memory(long heldBytes, OptionalLong neededBytes) {
    static Memory of(MapSnapshot map) {
        return new Memory(map.heldBytes(), map.neededBytes());
    }

    static Memory of(SiteSnapshot site) {
        return new Memory(site.heldBytes(), site.neededBytes());
    }

    static Memory of(Totals totals) {
        return new Memory(totals.heldBytes(), totals.neededBytes());
    }

    OptionalLong ghostBytes() {
        return neededBytes.isPresent()
                ? OptionalLong.of(Math.max(0, heldBytes - neededBytes.getAsLong()))
                : OptionalLong.empty();
    }

    /// Ghost bytes as a share of those held, 0..1; nothing held is no ghost.
    OptionalDouble ghostShare() {
        OptionalLong ghost = ghostBytes();
        return ghost.isPresent()
                ? OptionalDouble.of(heldBytes == 0 ? 0 : (double) ghost.getAsLong() / heldBytes)
                : OptionalDouble.empty();
    }
}
