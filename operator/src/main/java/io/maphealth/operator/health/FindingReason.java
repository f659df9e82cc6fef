package io.maphealth.operator.health;

import io.maphealth.operator.Reason;
import io.maphealth.operator.api.SiteFinding;

/// How findings are called where people hear of them.
public final class FindingReason {
    private FindingReason() {}

    /// `GhostMemory` is told as `MapGhostMemory`; a leak, which only time proves, as a suspicion.
    public static Reason of(SiteFinding found) {
        return Findings.reason(found);
    }

    /// Whether its monitor wants nobody to hear of it.
    public static boolean isSilenced(SiteFinding found) {
        return Findings.isSilenced(found);
    }
}
