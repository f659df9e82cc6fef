package io.maphealth.sidecar.config;

import java.nio.file.Path;
import java.util.Optional;

/// What to show at the target's endpoints. Secrets are files, read at each use so that they can be rotated; they are
/// never in the environment.
public record Credentials(
        Optional<Path> bearerTokenFile, Optional<String> basicUser, Optional<Path> basicPasswordFile) {
    public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty(), Optional.empty());
}
