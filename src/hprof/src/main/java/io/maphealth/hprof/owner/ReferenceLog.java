package io.maphealth.hprof.owner;

import io.maphealth.javamaps.LongLog;

/// Who refers to what, as a scan comes by it; beyond a bound nothing more is kept. For one thread.
final class ReferenceLog {
    /// That a holder's class does not matter.
    static final int ANY_CLASS = -1;

    private static final int LONGS = 2;
    private static final int MOST = 1 << 18;

    private final LongLog log = new LongLog();

    /// `score` is that of the field, see [HolderPlans]; `type` the number of the holder's class.
    void add(int object, int holder, int score, int type) {
        if (object != 0 && log.size() < (long) LONGS * MOST) {
            log.add(LongLog.pair(object, holder));
            log.add(LongLog.pair(score, type));
        }
    }

    void forEach(To to) {
        for (long i = 0; i < log.size(); i += LONGS) {
            long objects = log.get(i);
            long how = log.get(i + 1);
            to.reference((int) (objects >>> Integer.SIZE), (int) objects, (int) (how >>> Integer.SIZE), (int) how);
        }
    }

    int size() {
        return (int) (log.size() / LONGS);
    }

    /// Is shown references.
    @FunctionalInterface
    interface To {
        void reference(int object, int holder, int score, int type);
    }
}
