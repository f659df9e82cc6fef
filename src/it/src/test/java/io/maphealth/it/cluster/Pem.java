package io.maphealth.it.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Certificates and keys as text, and that as it is kept in a Secret.
final class Pem {
    private static final int COLUMNS = 64;

    private Pem() {}

    static String of(String type, byte[] content) {
        String body = Base64.getMimeEncoder(COLUMNS, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String encoded) {
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
