package io.maphealth.bench;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.util.List;

/// One measurement; a name to ask for it by, and the table it makes.
public interface Benchmark {
    String name();

    Table run() throws IOException, InterruptedException;

    /// Options of the JVM that it runs in. Looks that are made there run as they do in the sidecar.
    default List<String> jvmOptions() {
        return List.of("@" + Examples.root().resolve("sidecar/src/main/jvm.options"));
    }
}
