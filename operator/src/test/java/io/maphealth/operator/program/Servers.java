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
        return ApiServer.start(programs(), Files.createDirectory(folder.resolve("server")));
    }

    /// Where etcd, kube-apiserver and kubectl are; skips the test where they are missing.
    static Path programs() {
        Optional<Path> programs = ApiServer.programs();
        assumeTrue(programs.isPresent(), "NOT RUN: no API server; src/it/cluster/build makes it");
        return programs.get();
    }
}
