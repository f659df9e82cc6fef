package io.maphealth.sidecar.program;

import java.util.Optional;

/// The version of this program, from the manifest of its jar.
public final class Version {
    public static final String CURRENT = Optional.ofNullable(
                    Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    private Version() {}
}
