package io.maphealth.hprof.composite;

import io.maphealth.javamaps.IdTable;
import io.maphealth.javamaps.LongLog;
import java.util.List;

/// Three numbers for each of some objects, found by object id. Rows are numbered from 0.
final class Rows {
    static final int NUMBERS = 3;
    private static final int WIDTH = 1 + NUMBERS;

    private final IdTable places;
    private final long[] numbers;

    private Rows(int size) {
        this.places = new IdTable(size);
        this.numbers = new long[Math.multiplyExact(size, NUMBERS)];
    }

    /// Of logs to which [Row#write] has written; the logs are empty afterwards.
    static Rows of(List<LongLog> logs) {
        Rows rows = new Rows(Math.toIntExact(LongLog.sizeOf(logs) / WIDTH));
        int row = 0;
        for (LongLog log : logs) {
            for (long at = 0; at < log.size(); at += WIDTH) {
                rows.places.put((int) log.get(at), row + 1);
                for (int i = 0; i < NUMBERS; i++) {
                    rows.numbers[row * NUMBERS + i] = log.get(at + 1 + i);
                }
                row++;
            }
            log.clear();
        }
        return rows;
    }

    /// One object's numbers on their way into a log.
    record Row(int id, long first, long second, long third) {
        void write(LongLog log) {
            log.add(id);
            log.add(first);
            log.add(second);
            log.add(third);
        }
    }

    int size() {
        return numbers.length / NUMBERS;
    }

    /// The row of an object, -1 for one that has none.
    int find(int id) {
        return id == 0 ? -1 : places.get(id) - 1;
    }

    long first(int row) {
        return numbers[row * NUMBERS];
    }

    long second(int row) {
        return numbers[row * NUMBERS + 1];
    }

    long third(int row) {
        return numbers[row * NUMBERS + 2];
    }
}
