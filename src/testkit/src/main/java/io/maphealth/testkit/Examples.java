package io.maphealth.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// The example programs under `deploy/examples`, found from anywhere inside the repository.
public final class Examples {
    private Examples() {}

    public static Path folder(String name) {
        Path example = root().resolve("deploy/examples").resolve(name);
        if (!Files.isDirectory(example)) {
            throw new IllegalArgumentException("no example " + example);
        }
        return example;
    }

    /// The repository's top folder.
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("deploy/examples"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "not inside the repository: " + Path.of("").toAbsolutePath());
        }
        return folder;
    }
}
