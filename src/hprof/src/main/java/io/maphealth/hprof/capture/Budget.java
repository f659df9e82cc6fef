package io.maphealth.hprof.capture;

import java.util.concurrent.atomic.LongAdder;

/// How much memory may be spent on what is captured, shared by all threads.
///
/// Logs may take half: what is made of them later takes about as much again. References between nodes may take half of
/// that, and go to a file beyond. The hashes of nodes are a luxury: they may take a quarter, and are given up for the
/// whole dump when they would take more. Thread-safe.
public final class Budget {
    /// A long in a log, a pair and its filter in the table that is made of it.
    private static final int BYTES_A_HASH = 8 + 14;

    private static final int STEP = 1 << 12;

    private final long mostHashes;
    private final long mostLogBytes;
    private final long mostLinkBytes;
    private final LongAdder linkBytes = new LongAdder();
    private final LongAdder logBytes = new LongAdder();
    private final LongAdder hashSteps = new LongAdder();
    private volatile boolean keepsHashes = true;

    public Budget(long bytes) {
        this.mostHashes = bytes / 4 / BYTES_A_HASH;
        this.mostLogBytes = bytes / 2;
        this.mostLinkBytes = bytes / 4;
    }

    boolean keepsHashes() {
        return keepsHashes;
    }

    /// So many hashes are kept now by one more thread.
    void hashes(long step) {
        hashSteps.add(step);
        if (hashSteps.sum() > mostHashes) {
            keepsHashes = false;
        }
    }

    /// Takes memory for more references between nodes, if there is some.
    boolean roomForLinks(long bytes) {
        if (linkBytes.sum() + bytes > mostLinkBytes || logBytes.sum() + bytes > mostLogBytes) {
            return false;
        }
        linkBytes.add(bytes);
        logBytes.add(bytes);
        return true;
    }

    /// A log grows; throws [BudgetExceededException] when that is too much.
    public void log(long bytes) {
        logBytes.add(bytes);
        if (logBytes.sum() > mostLogBytes) {
            throw new BudgetExceededException();
        }
    }

    static boolean stepAt(long size) {
        return size % STEP == 0;
    }

    static long step() {
        return STEP;
    }
}
