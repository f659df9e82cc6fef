package io.maphealth.hprof.capture;

import io.maphealth.javamaps.LongLog;

/// What one map says of itself. Ids are compact, 0 is null; `cells` (an array of cells, or an adder) and
/// `nextTable` are 0 for classes without; `modCount` is, for a class that tells of one by a field, the extra
/// entry.
public record MapRow(int id, int kind, long count, int modCount, int entrance, int cells, int nextTable) {
    static final int LONGS = 4;

    void write(LongLog log) {
        log.add(LongLog.pair(id, entrance));
        log.add(count);
        log.add(LongLog.pair(modCount, kind));
        log.add(LongLog.pair(cells, nextTable));
    }

    static MapRow read(LongLog log, int index) {
        long start = (long) index * LONGS;
        long ids = log.get(start);
        long numbers = log.get(start + 2);
        long others = log.get(start + 3);
        return new MapRow(
                (int) (ids >>> 32),
                (int) numbers,
                log.get(start + 1),
                (int) (numbers >>> 32),
                (int) ids,
                (int) (others >>> 32),
                (int) others);
    }
}
