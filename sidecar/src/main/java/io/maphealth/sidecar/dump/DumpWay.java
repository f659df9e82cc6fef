package io.maphealth.sidecar.dump;

import io.maphealth.sidecar.source.SourceUnavailableException;

/// A way to get a heap dump of the target.
public sealed interface DumpWay permits ActuatorDumps, AttachDumps, DroppedDumps, DumpOnAlarm, GivenDump {
    /// Whether there may be one to get now. Costs next to nothing.
    boolean ready();

    /// A dump that is complete.
    ///
    /// @throws SourceUnavailableException when there is none, or the governor does not allow to take one
    ObtainedDump obtain() throws SourceUnavailableException, InterruptedException;
}
