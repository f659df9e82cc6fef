package io.maphealth.hprof.capture;

import io.maphealth.javamaps.IdTable;
import io.maphealth.javamaps.LongLog;
import java.util.List;

/// The cells of striped counts: few, and only those of maps that many threads wrote to.
public final class CounterCells {
    private final IdTable places;
    private final long[] values;

    CounterCells(List<LongLog> logs) {
        long cells = LongLog.sizeOf(logs) / 2;
        this.places = new IdTable(cells);
        this.values = new long[Math.toIntExact(cells)];
        int used = 0;
        for (LongLog log : logs) {
            for (long i = 0; i < log.size(); i += 2) {
                values[used++] = log.get(i + 1);
                places.put((int) log.get(i), used);
            }
        }
    }

    /// The value of a cell, 0 for what is none.
    public long value(int id) {
        int place = id == 0 ? 0 : places.get(id);
        return place == 0 ? 0 : values[place - 1];
    }
}
