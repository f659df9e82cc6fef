package io.maphealth.gomem.pprof;

import java.util.List;
import java.util.Optional;

/// The leading addresses of a stack that the page does not name, with the first frame that it does.
///
/// It is a key that outlives a page: another build, or the same build loaded elsewhere, has another caller address,
/// function or line.
record HiddenRun(List<Long> pcs, Optional<Frame> caller) {
    HiddenRun {
        pcs = List.copyOf(pcs);
    }

    static HiddenRun of(HeapRecord stack) {
        if (stack.frames().isEmpty()) {
            return new HiddenRun(stack.pcs(), Optional.empty());
        }
        Frame caller = stack.frames().getFirst();
        int named = 0;
        while (named < stack.pcs().size() && !inside(caller, stack.pcs().get(named))) {
            named++;
        }
        return new HiddenRun(stack.pcs().subList(0, named), Optional.of(caller));
    }

    /// A frame's address is one before the return address, but for a stack that begins with a signal.
    private static boolean inside(Frame frame, long pc) {
        return pc - 1 == frame.pc() || pc == frame.pc();
    }

    /// Addresses inside the calls, for the symbol handler.
    List<Long> addresses() {
        return pcs.stream().map(pc -> pc - 1).toList();
    }
}
