package io.maphealth.operator.program;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;

/// Makes the certificates, which the HTTP server needs to start, and then starts everything.
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String... arguments) throws IOException {
        OperatorSettings settings = OperatorSettings.of(System.getenv());
        Certificates.prepare(settings);
        Quarkus.run(arguments);
    }
}
