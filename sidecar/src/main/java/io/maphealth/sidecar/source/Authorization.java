package io.maphealth.sidecar.source;

import io.maphealth.sidecar.config.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// The `Authorization` header for an endpoint: a bearer token or a user with password. User and password of the URL go
/// before those of the configuration. Files are read each time, so that a rotated secret is used at the next look.
final class Authorization {
    private static final int MOST_BYTES = 64 << 10;

    private final Credentials credentials;

    Authorization(Credentials credentials) {
        this.credentials = credentials;
    }

    Optional<String> header(HttpQuestion question) throws SourceUnavailableException {
        String userInfo = question.url().getUserInfo();
        if (userInfo != null) {
            return Optional.of(basic(userInfo));
        }
        if (credentials.bearerTokenFile().isPresent()) {
            return Optional.of("Bearer " + secret(credentials.bearerTokenFile().get(), question));
        }
        if (credentials.basicUser().isPresent()
                && credentials.basicPasswordFile().isPresent()) {
            return Optional.of(basic(credentials.basicUser().get() + ":"
                    + secret(credentials.basicPasswordFile().get(), question)));
        }
        return Optional.empty();
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private static String secret(Path file, HttpQuestion question) throws SourceUnavailableException {
        try (InputStream in = Files.newInputStream(file)) {
            String secret = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            if (secret.isEmpty() || secret.codePoints().anyMatch(c -> Character.isISOControl(c))) {
                throw question.failed(FailureReason.DENIED, file + " holds no secret of one line");
            }
            return secret;
        } catch (IOException e) {
            throw question.failed(
                    FailureReason.DENIED,
                    "the file with the secret cannot be read: " + e + "; mount it or unset it",
                    e);
        }
    }
}
