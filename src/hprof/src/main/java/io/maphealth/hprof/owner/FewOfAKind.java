package io.maphealth.hprof.owner;

/// The references of objects whose class has few, and of roots: what people know by name is seldom one of many. For one
/// thread, then to be added up.
final class FewOfAKind {
    static final int FEW = 64;

    private final int[] seen;
    private final ReferenceLog log = new ReferenceLog();

    /// Of so many classes; of 0 it keeps nothing.
    FewOfAKind(int classes) {
        this.seen = new int[classes];
    }

    /// Counts an object of a class, and tells whether it is still one of few.
    boolean wants(int type) {
        return type < seen.length && seen[type]++ < FEW;
    }

    boolean wantsRoots() {
        return seen.length > 0;
    }

    ReferenceLog log() {
        return log;
    }

    int seen(int type) {
        return seen[type];
    }
}
