package io.maphealth.hprof.composite;

import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.Cells;
import io.maphealth.javamaps.CompositeLayout.PrimitiveTable;
import io.maphealth.javamaps.Vacancy;
import java.util.function.LongConsumer;

/// Counts the taken cells of one table of primitive values. For one thread.
final class PrimitiveCells {
    private final Cells cells;
    private final Vacancy vacancy;
    private final long missing;
    private final Window window;
    private final LongConsumer entries;
    private long slot;

    /// `missing` is the value that stands for none, where the table says so by a field of its map.
    PrimitiveCells(PrimitiveTable table, long missing, Window window, LongConsumer entries) {
        this.cells = table.cells();
        this.vacancy = table.vacancy();
        this.missing = missing;
        this.window = window;
        this.entries = entries;
    }

    void see(int at, int count) {
        int width = width();
        long found = 0;
        for (int i = 0; i < count; i++, slot++) {
            long cell = cell(at + i * width);
            found += switch (vacancy) {
                case Vacancy.OneOf(long least, long most, int stride) ->
                    slot % stride == 0 && (cell < least || cell > most) ? 1 : 0;
                case Vacancy.ValueOf _ -> slot % vacancy.stride() == 1 && cell != missing ? 1 : 0;
            };
        }
        entries.accept(found);
    }

    private long cell(int at) {
        return switch (cells) {
            case BYTE -> (byte) window.u1(at);
            case SHORT -> (short) window.u2(at);
            case INT -> window.i4(at);
            case LONG -> window.i8(at);
            case REFERENCE -> throw new IllegalStateException("references are no primitive values");
        };
    }

    private int width() {
        return switch (cells) {
            case BYTE -> 1;
            case SHORT -> 2;
            case INT -> 4;
            case LONG -> 8;
            case REFERENCE -> window.idBytes();
        };
    }
}
