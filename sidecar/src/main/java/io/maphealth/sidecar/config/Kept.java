package io.maphealth.sidecar.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A text that says who we are or whom we trust, and where it is kept; no message ever shows it.
public sealed interface Kept {
    String read() throws IOException;

    /// Read at each use, since the kubelet replaces it.
    record InFile(Path file) implements Kept {
        @Override
        public String read() throws IOException {
            return Files.readString(file);
        }
    }

    /// Given in the environment, as it is to a container that was attached to a running pod.
    record Given(String text) implements Kept {
        @Override
        public String read() {
            return text;
        }

        @Override
        public String toString() {
            return "Given[...]";
        }
    }
}
