package io.maphealth.bench;

import java.io.IOException;

/// One measurement; a name to ask for it by, and the table it makes.
public interface Benchmark {
    String name();

    Table run() throws IOException, InterruptedException;
}
