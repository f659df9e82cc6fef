package io.maphealth.gomem.pprof;

import java.util.Collection;
import java.util.Map;

/// Asks the target for the functions of addresses, all at once.
@FunctionalInterface
public interface Symbolizer<E extends Exception> {
    /// The functions of those addresses that the target can name.
    ///
    /// @param addresses lie inside the call (return address - 1), as the symbol handler needs them
    Map<Long, String> functions(Collection<Long> addresses) throws E, InterruptedException;
}
