package io.maphealth.operator.program;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maphealth.testkit.kube.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The real API server of a test.
final class Servers {
    private Servers() {}

    /// Started in a folder of its own; skips the test where its programs are missing.
    static ApiServer start(Path folder) throws IOException, InterruptedException {
        Optional<Path> programs = ApiServer.programs();
        assumeTrue(programs.isPresent(), "NOT RUN: no kube-apiserver and etcd; src/it/cluster/build makes them");
        return ApiServer.start(programs.get(), Files.createDirectory(folder.resolve("server")));
    }
}
