package io.maphealth.gomem.pprof;

/// What a heap page says beside its records. One in `samplingRate` allocated bytes is sampled; 0 when profiling is off.
record HeapSummary(long samplingRate, GoMemStats memory) {}
