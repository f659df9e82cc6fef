package io.maphealth.sidecar.target;

import io.maphealth.core.TargetRuntime;
import io.maphealth.process.ProcessIdentity;
import java.util.Optional;

/// The process to watch. `name` is what it is called in censuses and logs; `program` is its program file, absent where
/// the kernel does not show it; `runtime` is absent until it can be told, for example while a script still starts it.
public record TargetProcess(
        ProcessIdentity identity, String name, Optional<String> program, Optional<TargetRuntime> runtime) {
    public long pid() {
        return identity.pid();
    }
}
