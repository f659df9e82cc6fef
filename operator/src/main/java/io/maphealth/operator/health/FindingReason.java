package io.maphealth.operator.health;

import io.maphealth.operator.Reason;
import io.maphealth.operator.api.SiteFinding;

/// How findings are called where people hear of them, and whether they do.
public final class FindingReason {
    static final String SILENCED = "silenced";

    private FindingReason() {}

    /// `GhostMemory` is told as `MapGhostMemory`; a leak, which only time proves, as a suspicion.
    public static Reason of(SiteFinding found) {
        return switch (found.kind()) {
            case "CountDrift" -> Reason.MapCountDrift;
            case "GhostMemory" -> Reason.MapGhostMemory;
            case "LeakGrowth" -> Reason.MapLeakSuspected;
            case "Residency" -> Reason.MapResidency;
            case "Collision" -> Reason.MapCollision;
            case "GrowthStalled" -> Reason.MapGrowthStalled;
            default -> Reason.MapContractBroken;
        };
    }

    /// Whether its monitor wants nobody to hear of it.
    public static boolean isSilenced(SiteFinding found) {
        return found.severity().equals(SILENCED);
    }
}
