package io.maphealth.hprof.capture;

import io.maphealth.javamaps.IdTable;
import io.maphealth.javamaps.LongLog;
import java.util.List;

/// The adders of a dump, any of which may be the count of a map.
public final class Adders {
    private final IdTable places;
    private final long[] bases;
    private final int[] cellArrays;

    Adders(List<LongLog> logs) {
        long adders = LongLog.sizeOf(logs) / 2;
        this.places = new IdTable(adders);
        this.bases = new long[Math.toIntExact(adders)];
        this.cellArrays = new int[bases.length];
        int used = 0;
        for (LongLog log : logs) {
            for (long i = 0; i < log.size(); i += 2) {
                long pair = log.get(i);
                cellArrays[used] = (int) pair;
                bases[used++] = log.get(i + 1);
                places.put((int) (pair >>> 32), used);
            }
        }
    }

    /// What an adder holds beside its cells, 0 for what is none.
    public long base(int adder) {
        int place = adder == 0 ? 0 : places.get(adder);
        return place == 0 ? 0 : bases[place - 1];
    }

    /// The array of cells of an adder, 0 without.
    public int cellArray(int adder) {
        int place = adder == 0 ? 0 : places.get(adder);
        return place == 0 ? 0 : cellArrays[place - 1];
    }
}
