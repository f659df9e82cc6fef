package io.maphealth.gomem.pprof;

/// A frame that the page names itself. `pc` lies in the call, one before the return address.
record Frame(long pc, String function, String file, int line) {}
