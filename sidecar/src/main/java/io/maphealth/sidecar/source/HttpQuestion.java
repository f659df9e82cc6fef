package io.maphealth.sidecar.source;

import java.net.URI;
import java.util.Optional;

/// What is asked of an endpoint: a GET, or a POST of a short text. The answer must have the content type; `hint` is the
/// advice for one who gets no such answer.
public record HttpQuestion(URI url, Optional<String> body, String contentType, String hint) {
    public HttpQuestion {
        requireHttp(url);
    }

    static void requireHttp(URI url) {
        if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("(?i)https?")) {
            throw new IllegalArgumentException("not an http or https URL with a host: " + url);
        }
    }

    /// What to get, as which content type.
    public static HttpQuestion get(URI url, String contentType, String hint) {
        return new HttpQuestion(url, Optional.empty(), contentType, hint);
    }

    static HttpQuestion post(URI url, String body, String hint) {
        return new HttpQuestion(url, Optional.of(body), "text/plain", hint);
    }

    String method() {
        return body.isPresent() ? "POST" : "GET";
    }

    /// The address without what may be secret: user-info and query.
    String shown() {
        return url.getScheme() + "://" + url.getAuthority().replaceFirst("^.*@", "") + url.getRawPath();
    }

    /// A failure whose line begins with the question.
    public SourceUnavailableException failed(FailureReason reason, String why) {
        return new SourceUnavailableException(reason, line(why));
    }

    public SourceUnavailableException failed(FailureReason reason, String why, Throwable cause) {
        return new SourceUnavailableException(reason, line(why), cause);
    }

    private String line(String why) {
        return (method() + " " + shown() + ": " + why).replaceAll("\\p{Cntrl}+", " ");
    }
}
