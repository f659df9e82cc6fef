package io.maphealth.gomem.pprof;

import java.util.List;

/// What is in use of one stack and object size. `pcs` are return addresses, leaf first, and complete; `frames` begin at
/// the first one that is not the run-time's own.
record HeapRecord(Estimate inUse, List<Long> pcs, List<Frame> frames) {
    HeapRecord {
        pcs = List.copyOf(pcs);
        frames = List.copyOf(frames);
    }
}
