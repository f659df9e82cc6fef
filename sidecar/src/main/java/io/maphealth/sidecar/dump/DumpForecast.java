package io.maphealth.sidecar.dump;

import java.time.Duration;

/// What taking a dump is expected to cost.
public record DumpForecast(HeapSize heap, DumpFormat format, Duration pause, long fileBytes) {
    static DumpForecast of(HeapSize heap, DumpFormat format, PauseRate rate) {
        return new DumpForecast(heap, format, rate.pause(heap.bytes()), format.fileBytes(heap.bytes()));
    }
}
