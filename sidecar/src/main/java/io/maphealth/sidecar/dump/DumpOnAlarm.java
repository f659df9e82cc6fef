package io.maphealth.sidecar.dump;

import io.maphealth.sidecar.source.SourceUnavailableException;

/// Dumps that are asked for when an alarm is raised, once each time.
public record DumpOnAlarm(GrowthAlarm alarm, DumpWay way) implements DumpWay {
    @Override
    public boolean ready() {
        return alarm.reason().isPresent() && way.ready();
    }

    @Override
    public ObtainedDump obtain() throws SourceUnavailableException, InterruptedException {
        alarm.answered();
        return way.obtain();
    }
}
