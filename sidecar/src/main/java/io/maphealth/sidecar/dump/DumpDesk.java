package io.maphealth.sidecar.dump;

import io.maphealth.sidecar.config.DumpConfig;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.SourceUnavailableException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Gives out the turns to dump one target, whichever way: one at a time, each allowed by the [Governor], each
/// making the next forecast better.
public final class DumpDesk {
    private final Governor governor;
    private final LongSupplier nanoTime;
    private final Map<DumpFormat, PauseRate> rates = new EnumMap<>(DumpFormat.class);
    private boolean taken;
    private OptionalLong lastBegan = OptionalLong.empty();

    public DumpDesk(DumpConfig limits, LongSupplier nanoTime) {
        this.governor = new Governor(limits);
        this.nanoTime = nanoTime;
    }

    /// Begins a dump in the first of the formats that is allowed.
    ///
    /// @throws SourceUnavailableException with [FailureReason#REFUSED] and what stands against the first format
    synchronized DumpTurn begin(HeapSize heap, DumpRoom room, List<DumpFormat> formats)
            throws SourceUnavailableException {
        DumpConditions conditions = new DumpConditions(taken, sinceLast(), room);
        Optional<DumpRefused> refused = Optional.empty();
        for (DumpFormat format : formats) {
            DumpForecast forecast = DumpForecast.of(heap, format, rate(format));
            Optional<DumpRefused> objection = governor.objection(forecast, conditions);
            if (objection.isEmpty()) {
                taken = true;
                lastBegan = OptionalLong.of(nanoTime.getAsLong());
                return new DumpTurn(this, forecast);
            }
            refused = refused.or(() -> objection);
        }
        throw new SourceUnavailableException(
                FailureReason.REFUSED, refused.map(DumpRefused::line).orElse("no format of dump to choose from"));
    }

    synchronized void paused(DumpForecast forecast, Duration pause) {
        rates.put(
                forecast.format(), rate(forecast.format()).seen(forecast.heap().bytes(), pause));
    }

    synchronized void end() {
        taken = false;
    }

    private PauseRate rate(DumpFormat format) {
        return rates.getOrDefault(format, format.pauseRate());
    }

    private Optional<Duration> sinceLast() {
        return lastBegan.isPresent()
                ? Optional.of(Duration.ofNanos(nanoTime.getAsLong() - lastBegan.getAsLong()))
                : Optional.empty();
    }
}
