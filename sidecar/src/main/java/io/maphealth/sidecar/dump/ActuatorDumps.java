package io.maphealth.sidecar.dump;

import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.SourceUnavailableException;

/// placeholder
public final class ActuatorDumps implements DumpWay {
    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public ObtainedDump obtain() throws SourceUnavailableException {
        throw new SourceUnavailableException(FailureReason.UNSUPPORTED, "not yet");
    }
}
