package io.maphealth.it.engine;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// The Docker engine that `src/it/engine/up` finds, or starts.
final class Engine {
    private Engine() {}

    /// Its DOCKER_HOST; what was started is ended after all tests, by `src/it/cluster/end`. Skips the test, and
    /// says why, where there is none to be had.
    static URI up() throws IOException, InterruptedException {
        Process up = new ProcessBuilder(
                        Examples.root().resolve("src/it/engine/up").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String last = List.of(said.split("\n")).getLast();
        if (up.waitFor() != 0) {
            String why = "NOT RUN on a Docker engine: " + last;
            System.out.println(why);
            throw new TestAbortedException(why);
        }
        return URI.create(last);
    }
}
