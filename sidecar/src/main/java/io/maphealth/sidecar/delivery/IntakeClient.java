package io.maphealth.sidecar.delivery;

import io.maphealth.sidecar.config.OperatorConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/// Sends one report after the other to the operator, with the pod's token, to nobody but whom the trust file vouches
/// for. For one thread.
final class IntakeClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_ANSWER = 512;

    private final OperatorConfig operator;
    private final URI address;
    private Optional<Trust> trust = Optional.empty();

    IntakeClient(OperatorConfig operator) {
        this.operator = operator;
        this.address = operator.url().resolve("/v1/reports");
    }

    /// What became of a report: `settled` when it needs not be sent again; `trouble` is one line, or empty.
    record Outcome(boolean settled, String trouble) {
        private static final Outcome TAKEN = new Outcome(true, "");
    }

    Outcome send(byte[] report) {
        try {
            return post(report);
        } catch (IOException | GeneralSecurityException failed) {
            return new Outcome(false, "%s: %s".formatted(operator.url(), failed.getMessage()));
        }
    }

    private Outcome post(byte[] report) throws IOException, GeneralSecurityException {
        URLConnection connection = address.toURL().openConnection();
        if (connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(trusting());
        }
        HttpURLConnection http = (HttpURLConnection) connection;
        http.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
        http.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
        http.setRequestMethod("POST");
        http.setInstanceFollowRedirects(false);
        http.setDoOutput(true);
        http.setRequestProperty("Content-Type", "application/json");
        http.setRequestProperty(
                "Authorization", "Bearer " + operator.token().read().strip());
        // the next report is half a minute away: the operator shall not keep a connection for each sidecar
        http.setRequestProperty("Connection", "close");
        http.setFixedLengthStreamingMode(report.length);
        try (var out = http.getOutputStream()) {
            out.write(report);
        }
        int status = http.getResponseCode();
        return outcome(status, answer(http, status));
    }

    /// 400, 403, 410 and 413 say that this report will never do; all else may pass.
    private Outcome outcome(int status, String answer) {
        if (status / 100 == 2) {
            return Outcome.TAKEN;
        }
        boolean never = status == 400 || status == 403 || status == 410 || status == 413;
        return new Outcome(never, "%s answers %d %s".formatted(operator.url(), status, answer));
    }

    private static String answer(HttpURLConnection http, int status) throws IOException {
        try (InputStream in = status >= 400 ? http.getErrorStream() : http.getInputStream()) {
            if (in == null) {
                return "";
            }
            String text = new String(in.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8);
            return text.replaceAll("\\p{Cntrl}+", " ").strip();
        }
    }

    private SSLSocketFactory trusting() throws IOException, GeneralSecurityException {
        String authorities = operator.trust().read();
        if (trust.filter(it -> it.authorities().equals(authorities)).isEmpty()) {
            trust = Optional.of(Trust.of(authorities));
        }
        return trust.orElseThrow().sockets();
    }
}
