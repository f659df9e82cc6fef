package io.maphealth.hprof.capture;

import io.maphealth.javamaps.IdNumbers;
import io.maphealth.javamaps.LongLog;
import io.maphealth.javamaps.PairSource;

/// References between nodes as one thread comes by them: in memory as long as the budget has room for them, then in the
/// spill file. For one thread.
final class LinkLog implements PairSource {
    private final Budget budget;
    private final SpillFile file;
    private final LongLog kept = new LongLog();
    private final LongLog places = new LongLog();
    private long[] block = new long[0];
    private int used;

    LinkLog(Budget budget, SpillFile file) {
        this.budget = budget;
        this.file = file;
    }

    void add(long pair) {
        boolean room = !spilled() && (!kept.needsMemory() || budget.roomForLinks(LongLog.STEP_BYTES));
        if (room) {
            kept.add(pair);
        } else {
            spill(pair);
        }
    }

    boolean spilled() {
        return block.length > 0;
    }

    @Override
    public long size() {
        return kept.size() + places.size() * SpillFile.BLOCK + used;
    }

    @Override
    public void forEach(IdNumbers.Pairs to) {
        kept.forEach(to);
        showSpilled(to);
    }

    @Override
    public void drain(IdNumbers.Pairs to) {
        kept.drain(to);
        showSpilled(to);
    }

    private void showSpilled(IdNumbers.Pairs to) {
        long[] read = new long[places.size() == 0 ? 0 : SpillFile.BLOCK];
        for (long i = 0; i < places.size(); i++) {
            file.read(places.get(i), read);
            show(read, read.length, to);
        }
        show(block, used, to);
    }

    private static void show(long[] pairs, int count, IdNumbers.Pairs to) {
        for (int i = 0; i < count; i++) {
            to.pair((int) (pairs[i] >>> Integer.SIZE), (int) pairs[i]);
        }
    }

    private void spill(long pair) {
        if (!spilled()) {
            block = new long[SpillFile.BLOCK];
        }
        block[used++] = pair;
        if (used == block.length) {
            places.add(file.write(block));
            used = 0;
        }
    }
}
