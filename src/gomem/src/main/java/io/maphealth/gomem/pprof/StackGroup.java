package io.maphealth.gomem.pprof;

import io.maphealth.core.Site;
import java.util.List;

/// Stacks that are judged alike: the same unnamed run, and the same callers as far as a site's name goes.
/// `namedMap` says that a named frame of the run is a map's.
record StackGroup(HiddenRun hidden, boolean namedMap, Site site) {
    static StackGroup of(HeapRecord stack) {
        List<Frame> frames = stack.frames();
        int callers = 0;
        boolean map = false;
        while (callers < frames.size()
                && MapFrames.ofRuntime(frames.get(callers).function())) {
            map |= MapFrames.ofMap(frames.get(callers).function());
            callers++;
        }
        return new StackGroup(HiddenRun.of(stack), map, CallSites.of(frames.subList(callers, frames.size())));
    }
}
